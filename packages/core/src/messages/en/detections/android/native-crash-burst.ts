export default {
  title: "A program that reads what strangers send crashed again and again",
  rationale:
    "An exploit that comes in a message or a picture must hit the right place in memory; each try that misses crashes the program that reads it. Researchers of such attacks describe series of crashes.",
  "broken-file": "A damaged picture or video crashes the same program each time it is met.",
  "faulty-update": "A faulty version of an app crashes on many phones.",
  "worn-hardware": "Worn or overheated memory lets programs crash, and then not one program alone.",
  summary: "{program} crashed {crashes} times within {hours, number} hours in ways that a fault in memory causes.",
} satisfies Record<string, string>;
