export default {
  title: "VPNs, filters and name servers that were set up",
  about:
    "The list of the system's network extensions: each VPN, content filter, DNS proxy, DNS setting and relay with the app or profile that set it up, and the servers that it names.",
  limits:
    "When something was set up or used is not told. The members were taken from descriptions of the system's classes; on real lists the reader has not been tried.",
  "no-archive": "The property list holds no archive of configurations: it is of a form that this version does not know.",
} satisfies Record<string, string>;
