export default {
  title: "Words of a published implant stand in the unified log",
  rationale:
    "Published analyses of the exploit kit Coruna give names that its implant uses for its own parts. No program of the system is known to write them.",
  namesake: "Another program may use the same words for parts of its own.",
  research: "A researcher's own tools may write them.",
  summary: "{program} wrote: {text}",
  "summary-unnamed": "A program whose path is not known wrote: {text}",
} satisfies Record<string, string>;
