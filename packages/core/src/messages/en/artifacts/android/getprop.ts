export default {
  title: "System properties",
  about: "The list of system properties as getprop printed it: build, boot state, patch level, what started, what was switched.",
  limits:
    "The values at the moment of the acquisition. A process with the rights of the system can set most of them to anything, and those of the boot state are repeated by software that was itself loaded.",
} satisfies Record<string, string>;
