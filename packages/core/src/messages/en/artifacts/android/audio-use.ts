export default {
  title: "Recordings of sound",
  about: "The audio service's log of programs that began and ended recording: which app, and from which source.",
  limits: "The last fifty entries since the phone started, without a year. That sound was recorded does not say where it went.",
  recording: "{app}, recording from {source}: {event}",
} satisfies Record<string, string>;
