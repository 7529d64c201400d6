export default {
  title: "An app that reads what strangers send crashed again and again below Java",
  rationale:
    "An exploit that comes in a message or a picture must hit the right place in memory; each try that misses crashes the app that reads it. The activity manager remembers such ends longer than logs do.",
  "broken-file": "A damaged picture or video crashes the same app each time it is met.",
  "faulty-update": "A faulty version of an app crashes on many phones.",
  summary: "{program} crashed natively {crashes} times within {hours, number} hours.",
} satisfies Record<string, string>;
