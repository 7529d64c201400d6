export default {
  title: "Processes",
  about: "The list of running processes: of a bug report with threads and SELinux contexts, of a collection as ps printed it.",
  limits:
    "What ran at the moment of the acquisition, and nothing before. In lists with threads the names are the kernel's, cut to 15 characters; of apps they keep the end of the name and not its beginning. A program can give itself any name.",
} satisfies Record<string, string>;
