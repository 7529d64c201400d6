export default {
  title: "The phone started anew minutes after a computer used the service for backups",
  rationale:
    "A restore from a computer ends with a restart. Tools that put files where they do not belong misuse restores of a few files, and end the same way; one such way was closed in iOS 18.1. Whether something was restored, the log does not say.",
  restore: "The owner restored a backup from a computer.",
  "own-tools": "People change the look of their own phone with such tools.",
  chance: "A backup was made, and the phone was restarted soon after for another reason.",
  summary:
    "{program} had the service for backups started {minutes, plural, one {a minute} other {# minutes}} before the phone started anew.",
} satisfies Record<string, string>;
