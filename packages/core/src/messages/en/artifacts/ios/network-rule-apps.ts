export default {
  title: "Apps that rules for connections were worked out for",
  about:
    "The cache of the daemon that keeps VPNs and filters: each app that a rule for connections named, with the images of its programs.",
  limits:
    "Apps of the system stand there too. An entry does not say that the app used the network, nor that it is there still. The form is known from readers of iOS 12 and 13.",
  "no-list": "The cache has no list of apps: it is empty of them, or of a form that this version does not know.",
} satisfies Record<string, string>;
