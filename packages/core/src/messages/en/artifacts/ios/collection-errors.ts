export default {
  title: "What the collectors of the sysdiagnose complained of",
  about:
    "The errors that the collectors wrote while the sysdiagnose was made, and the lines of its log that tell of a failure: why a part of the archive may be missing.",
  limits:
    "Collectors complain on every phone; most complaints cost nothing. Of one file the first hundred lines are kept. A collector that was stopped before it could say so is not in here.",
} satisfies Record<string, string>;
