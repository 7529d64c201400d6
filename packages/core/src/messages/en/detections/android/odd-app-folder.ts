export default {
  title: "An app lies in a folder where apps do not lie",
  rationale:
    "Apps lie in the folder for installed apps or on one of the system's partitions. Elsewhere lie apps that a changed system loads.",
  maker: "Makers add partitions of their own; the list of those known here is not complete.",
  rooted: "On rooted phones, and systems made by hobbyists, apps are put in place in other ways.",
  summary: "{app} lies in {path}.",
} satisfies Record<string, string>;
