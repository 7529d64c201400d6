export default {
  title: "Capture of the screen",
  about: "The program that had the picture of the screen when the dump was made, by Android's interface for it.",
  limits: "That moment alone. A program with accessibility rights can take pictures of the screen in another way.",
} satisfies Record<string, string>;
