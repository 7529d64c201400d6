export default {
  title: "VPN apps",
  about: "The app that is set to carry the phone's network traffic, for each user.",
  limits: "The state at the time of the dump. A VPN set up without an app is not in it.",
} satisfies Record<string, string>;
