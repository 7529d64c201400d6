export default {
  title: "Wireless networks in reach",
  about:
    "The scan that the collectors asked for: the wireless networks that were in reach when the archive was made, and how they say they are protected.",
  limits:
    "A list of one moment. That a network was in reach does not say that the phone joined it. Addresses of stations, which tell where the phone was, are left unread.",
} satisfies Record<string, string>;
