export default {
  title: "Apps in a backup",
  about: "The description of each app in a backup: its version, what installed it, and the certificates it is signed with.",
  limits:
    "Only apps that were installed when the backup was made and that let themselves be backed up. An app can forbid it, and most that hide do.",
  "unknown-form": "The description of an app is of a form that this version does not know.",
  "signers-missing": "The description of an app states {stated} signers and holds {found, number}.",
  "signer-unreadable": "A certificate in the description of an app could not be read.",
} satisfies Record<string, string>;
