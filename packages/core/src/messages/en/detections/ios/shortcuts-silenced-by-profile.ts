export default {
  title: "A profile turns off the notifications of Shortcuts",
  rationale:
    "On iPhones Predator came back after a restart by an automation of the Shortcuts app. The phone shows a notification when an automation runs; a profile can turn it off, and an identifier of such a profile is among the published indicators.",
  "quiet-automations": "People who use many automations turn these notifications off, and such profiles are passed around for it.",
  managed: "The profile came through a management server, as on phones of companies and schools.",
  summary: "The profile {profile} turns off the notifications of the Shortcuts app.",
} satisfies Record<string, string>;
