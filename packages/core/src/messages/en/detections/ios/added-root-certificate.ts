export default {
  title: "A root certificate was added to those that the phone believes",
  rationale:
    "Whoever holds the key of an added root certificate, and the phone's traffic, can read protected connections. Surveillance of networks needs one; so do companies, schools, some filters, and developers who look at their own traffic. The settings ask twice before one is believed.",
  network: "Companies, schools and some states have their certificate installed on phones in their networks.",
  "ad-blocker": "Some filters and VPN services install a certificate.",
  developer: "Developers install one to look at the traffic of their own apps.",
  summary: "The phone believes the added certificate {name} as a root.",
  "summary-other":
    "The phone believes the added certificate {name} as a root; the row states the fingerprint of another certificate than the one it holds.",
} satisfies Record<string, string>;
