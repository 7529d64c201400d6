export default {
  title: "An app or a profile stands in the way of connections",
  rationale:
    "A VPN, a content filter or a proxy for names sees where the phone connects to, and may send it elsewhere. Each should be known to the owner.",
  "own-app": "VPN, advertisement blocking and parental control apps that the owner chose work this way.",
  managed: "A company or a school may filter the phones that it manages.",
  "summary-app": "{owner} set up: {effects} (server: {server}).",
  "summary-profile": "The profile {owner} set up: {effects} (server: {server}).",
} satisfies Record<string, string>;
