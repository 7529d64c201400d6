export default {
  title: "A program had loaded code from a folder for data",
  rationale:
    "Programs of the system load code from the system's own volume only, and apps from their own folder. Implants have been loaded into them from folders for temporary and other data. Reports of crashes and the samples of all stacks name the code that a program had loaded.",
  jailbreak: "Tools of a jailbreak that the phone's owner made load code into programs.",
  "developer-tools": "A phone used to develop apps loads test code from other folders.",
  summary: "{image} was loaded into {programs, plural, one {{program}} other {{program} and others, # programs in all}}.",
} satisfies Record<string, string>;
