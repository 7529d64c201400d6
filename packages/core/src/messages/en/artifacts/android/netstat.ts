export default {
  title: "Open connections",
  about: "The network connections that were open when the bug report was made, with the addresses at their other ends.",
  limits:
    "One moment. No program is named: a connection may be that of a browser. Many services share one address, and an address may have had another tenant when it was published.",
} satisfies Record<string, string>;
