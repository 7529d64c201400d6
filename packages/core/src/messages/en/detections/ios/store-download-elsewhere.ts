export default {
  title: "The store's daemon was told to fetch a file into a folder that is not its own",
  rationale:
    "The list of the store's downloads lies where any computer that the phone trusts may write. A list that others wrote made the daemon fetch files from their server into folders of the system; the method was published in November 2025.",
  customized: "Tools with which owners change the look or the activation of their own phone use the same method.",
  summary: "A file from {host} was to be put at {path}.",
} satisfies Record<string, string>;
