export default {
  title: "Intrusion logs",
  about:
    "What a phone with Advanced Protection logged of itself: names it looked up, connections it opened, and its security log with processes, installs, commands by USB debugging, unlocking and boot states.",
  limits:
    "Only of phones on which the owner had switched intrusion logging on, and only the time since. Names looked up over an app's own encrypted DNS are not in it. The log tells which app asked, not why.",
  "looked-up": "{app} looked up {host}",
  connected: "{app} connected to {host}",
  logged: "{tag} {what}",
  "logged-failure": "{tag} {what} (failed)",
  other: "An event of the type {type}",
} satisfies Record<string, string>;
