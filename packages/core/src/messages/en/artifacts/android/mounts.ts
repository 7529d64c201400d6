export default {
  title: "Mounted file systems",
  about: "Which devices and folders were mounted where, and with which options.",
  limits:
    "What the shell could see at the moment of the acquisition. Tools that give root hide their mounts from programs that they do not know, so a list without any says little.",
} satisfies Record<string, string>;
