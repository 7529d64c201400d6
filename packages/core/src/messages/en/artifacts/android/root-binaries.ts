export default {
  title: "Programs of a rooted phone",
  about: "Programs such as su and magisk that AndroidQF looked for by name on the search path of the shell.",
  limits: "Ten names, on the search path alone. Today's tools hide what they bring from programs that they do not know.",
} satisfies Record<string, string>;
