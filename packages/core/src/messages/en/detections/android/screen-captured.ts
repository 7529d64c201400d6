export default {
  title: "An app had the picture of the screen",
  rationale:
    "An app that captures the screen sees what every other app shows, messages that are encrypted on their way among them. Android asks before each capture; an app with accessibility rights can answer for the person.",
  recording: "Somebody recorded the screen at that moment, or showed it on another one.",
  meeting: "Apps for meetings and remote help share the screen while they are asked to.",
  summary: "{app} had the picture of the screen when the dump was made.",
} satisfies Record<string, string>;
