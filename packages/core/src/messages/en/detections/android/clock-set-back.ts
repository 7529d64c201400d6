export default {
  title: "The phone's clock was set back",
  rationale:
    "Every record bears the time of the phone's clock. What happens while the clock is behind stands at the wrong place in all of them, and times of the hours around it should be doubted.",
  "flat-battery": "A battery that ran flat may take the clock with it: it begins at an old date until the network corrects it.",
  "own-choice": "People set the clock back for games, for tests, and by mistake.",
  corrected: "The clock was ahead before, and was put right.",
  summary: "The clock went back {count, plural, one {once} other {# times}}, by up to {hours, plural, one {# hour} other {# hours}}.",
} satisfies Record<string, string>;
