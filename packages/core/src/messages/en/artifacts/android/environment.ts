export default {
  title: "Environment of the shell",
  about: "Variables of the shell's environment that change which libraries programs load.",
  limits: "The shell that the collection opened, not those of apps. Other variables are not kept.",
} satisfies Record<string, string>;
