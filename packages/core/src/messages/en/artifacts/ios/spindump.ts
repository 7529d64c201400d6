export default {
  title: "Stacks of all processes when the sysdiagnose was made",
  about:
    "The samples of all processes' stacks (spindump-nosymbols.txt): each process with its path, image, parent, user and age, and the images that its code lay in.",
  limits:
    "Some seconds only. Images are listed where a sampled stack ran through them; a library that was loaded and did not run then is not among them. Code that lies in no image may be made at run time, as browsers do.",
  started: "{name} was started (reckoned from its age when stacks were sampled)",
  "no-process": "A block of the samples does not name its process.",
  "no-processes": "The samples name no process: the collector may have failed.",
} satisfies Record<string, string>;
