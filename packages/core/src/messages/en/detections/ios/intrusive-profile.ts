export default {
  title: "A profile lets somebody else read, redirect or direct what the phone does",
  rationale:
    "Root certificates, VPNs, proxies, name servers, filters and management servers are what a profile needs to read or steer a phone's traffic. Surveillance tools and abusive partners have used them; so do employers, schools, universities and ad blockers. Whether the owner knows of the profile decides what it means.",
  managed: "The profile came through a management server, as on phones of companies and schools.",
  "ad-blocker": "Ad blockers, private name servers and VPN services come as such profiles.",
  "network-access": "Universities, companies and hotels give out certificates and profiles for their networks.",
  developer: "Developers install root certificates to look at the traffic of their own apps.",
  summary: "The profile {profile} brings: {effects}.",
  "summary-reader":
    "The profile {profile} brings: {effects}. Together these let whoever runs it read connections that are otherwise encrypted.",
} satisfies Record<string, string>;
