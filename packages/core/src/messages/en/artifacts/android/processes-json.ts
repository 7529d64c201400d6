export default {
  title: "Processes with their command lines",
  about: "The list of running processes of AndroidQF's collector: name, command line, working folder and SELinux context.",
  limits:
    "What ran at the moment of the acquisition. Without root the collector sees only the number of most processes of others. Of the environment only what changes the loading of libraries is kept.",
} satisfies Record<string, string>;
