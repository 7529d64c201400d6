export default {
  title: "Installed apps",
  about:
    "The package service's own list: each app with its folder, version, flags, signing fingerprints, who installed it and when, the permissions it asked for and was granted, and what it is for each user of the phone. Also system apps that an update hides, and ids that apps share.",
  limits:
    "The state at the time of the dump. Apps that were removed are not in it, unless their data was kept. Times are the phone's own wall clock. The fingerprint of a certificate has 32 bits: equal ones speak for the same signer, and may be equal by chance.",
  installed: "The app {app} was installed",
  "installed-for": "The app {app} was installed for user {user}",
  updated: "The app {app} was updated",
} satisfies Record<string, string>;
