export default {
  title: "Lookups of Apple's identity services",
  about:
    "The list idstatuscache.plist: for each service of Apple (iMessage, FaceTime and others) the addresses and numbers it asked about, whether they can be reached, and when it last asked.",
  limits:
    "One entry per party and service, with the last time only. A lookup happens when something is about to be sent and when something came in: it does not tell which. Since iOS 14.7 the list in Preferences is empty, and the newer one is rarely part of a backup.",
  "looked-up": "The service {service} looked up {handle}",
} satisfies Record<string, string>;
