export default {
  title: "Downloads of the store's daemon",
  about:
    "The table of files that the daemon of the store was to fetch: the address of each and the place on the phone where it was to be put.",
  limits:
    "What was fetched is dropped from the list after a while. When something was fetched is not read. The list lies where every trusted computer may write, and so may be another's work.",
} satisfies Record<string, string>;
