export default {
  title: "Use of the cameras",
  about: "The camera service's log of programs that took a camera or gave it back.",
  limits:
    "The last hundred entries or so since the phone started, without a year. A program with the rights of the system can pass the service by.",
  used: "{app}, camera {camera}: {event}",
} satisfies Record<string, string>;
