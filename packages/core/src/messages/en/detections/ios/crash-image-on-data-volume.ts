export default {
  title: "A program had loaded code from a folder for data when it crashed",
  rationale:
    "Programs of the system load code from the system's own volume only. Implants have been loaded into them from folders for temporary and other data.",
  jailbreak: "Tools of a jailbreak that the phone's owner made load code into programs.",
  "developer-tools": "A phone used to develop apps loads test code from other folders.",
  summary: "{program} had loaded {image}.",
} satisfies Record<string, string>;
