export default {
  title: "SELinux mode",
  about: "Whether SELinux, which keeps programs within their rights, was enforcing when the acquisition was made.",
  limits: "The mode at that moment. A program with root can switch it off and on again.",
} satisfies Record<string, string>;
