export default {
  title: "The phone lacked the patches of half a year or more",
  rationale:
    "Faults that attackers use are closed by monthly patches. A phone without them stays open to faults that are known to everybody. That is an open door and no sign that somebody came in.",
  "out-of-support": "Most phones get no more patches some years after they were sold.",
  "slow-maker": "Some makers send patches seldom and late.",
  summary: "The security patch level ({property}) was of {date}: {days, number} days before the acquisition was made.",
} satisfies Record<string, string>;
