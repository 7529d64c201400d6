export default {
  title: "Network use of apps",
  about: "Bytes that each app received and sent in the background and in the foreground, as the system counts them in spans of two hours.",
  limits:
    "Some weeks back. Apps stand under their number: which app that was, the list of packages tells, and a number can outlive its app. No host is named.",
  used: "Network use of app number {uid} ({set}): {sent, number} bytes sent in all",
} satisfies Record<string, string>;
