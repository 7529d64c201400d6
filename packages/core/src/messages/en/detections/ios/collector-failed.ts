export default {
  title: "A collector of the sysdiagnose broke off",
  rationale:
    "A collector of something that is examined here said that it could not finish. What it should have brought may be missing from the archive, and nothing can be concluded from its absence.",
  "busy-phone": "On a busy, hot or old phone collectors run out of time.",
  "other-system": "A collector may lack a tool or a right in this version of the system.",
  summary: "{collector}: {complaint}",
} satisfies Record<string, string>;
