export default {
  title: "What the logging daemon noted of itself",
  about:
    "The log of the system's logging daemon: when the phone started and was shut down, when its time zone changed, and programs whose file could not be found when their messages were to be shown.",
  limits:
    "A program whose file could not be found is common: updates replace files, short-lived programs are gone before they are looked up. It is kept to be held beside other traces. The files reach back weeks at most.",
  boot: "The phone started",
  "orderly-shutdown": "The logging daemon ended with an orderly shutdown",
  "no-time": "The time of a line is not one that a phone can have.",
} satisfies Record<string, string>;
