export default {
  title: "Attachments of Messages bear the name of a published exploit's files",
  rationale:
    "The exploit BLASTPASS of 2023 sent pass files, and iVerify found several with one name among the attachments of an attacked phone. Apple's own sample for developers has the same name, so a single file says little.",
  developer: "Developers of passes send each other samples of this name.",
  summary:
    "{files, plural, one {One file} other {# files}} named {name} {files, plural, one {lies} other {lie}} among the attachments of Messages.",
} satisfies Record<string, string>;
