export default {
  title: "Apps that hold the system's roles",
  about:
    "Which app the system uses for messages, calls, call screening, the browser, the assistant and others, for each user. The holder of the role for messages reads and writes them all.",
  limits: "The state at the time of the dump. A role that no app holds is not in it.",
} satisfies Record<string, string>;
