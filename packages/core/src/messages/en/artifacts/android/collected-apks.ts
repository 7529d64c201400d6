export default {
  title: "Files of apps that were collected",
  about: "The files of apps that AndroidQF copied from the phone: the hash of each, the package that it names, and the certificates in it.",
  limits:
    "Only apps whose copies were asked for. Signatures are not checked: a certificate tells who claims to have signed, and the phone's own list whom the system believed. What an app does is not examined.",
  damaged: "{name} could not be read whole ({detail}).",
  "signer-unreadable": "A certificate in {name} could not be read.",
} satisfies Record<string, string>;
