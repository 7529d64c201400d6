export default {
  title: "A computer used the phone's microphone, camera, place or messages",
  rationale:
    "The shell acts for a computer that the phone trusts. The list of operations says that it heard, saw, located, read or changed something. Collecting an acquisition leaves some of these, too.",
  collection: "Collecting this acquisition may read messages, contacts and calls through the shell.",
  "screen-sharing": "Programs that show the phone on a computer record screen and sound.",
  developer: "Developers try out apps in this way.",
  summary: "The shell used {operation}.",
} satisfies Record<string, string>;
