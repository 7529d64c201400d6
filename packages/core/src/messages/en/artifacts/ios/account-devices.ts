export default {
  title: "Devices that the Apple account trusts",
  about: "The status of the account's circle of trust: each device that may read the secrets that the account keeps, by model and system.",
  limits:
    "Only devices in the circle are listed; others may be signed in without being members. Names and serial numbers are left unread. Which of them the owner does not know, only the owner can tell.",
  "no-json": "The status is no JSON; without an account the tool says so in words.",
  "no-dump": "The status has no list of members: it is of a form that this version does not know.",
} satisfies Record<string, string>;
