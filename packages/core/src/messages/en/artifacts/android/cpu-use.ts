export default {
  title: "Processes that used the processor",
  about: "The processes in the list of what used the processor while a bug report was made, each with its whole name.",
  limits: "One moment. Bug reports' list of all processes has their first fifteen letters alone.",
} satisfies Record<string, string>;
