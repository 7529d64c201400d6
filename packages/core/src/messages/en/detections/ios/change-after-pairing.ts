export default {
  title: "A computer was paired shortly before an app or a profile came",
  rationale:
    "The phone began to trust a computer, and within hours an app from outside the store or a profile was installed. Whoever has the phone in hand and its code can put something onto it this way. The owner should know the computer and what was installed.",
  developer: "Developers pair a new computer and install their work at once.",
  managed: "A company or a school sets up a phone with a computer and a profile.",
  "own-computer": "The owner paired a computer of their own to install something.",
  "summary-install":
    "Within {hours, plural, one {an hour} other {# hours}} after a computer was paired, {what} was installed from outside the store.",
  "summary-profile": "Within {hours, plural, one {an hour} other {# hours}} after a computer was paired, the profile {what} was installed.",
} satisfies Record<string, string>;
