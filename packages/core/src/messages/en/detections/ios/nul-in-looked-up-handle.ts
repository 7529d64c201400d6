export default {
  title: "An address that was looked up holds characters that no address has",
  rationale:
    "When a message or call arrives, Apple's services look its sender up and keep the answer. Researchers saw addresses with NUL characters in this cache on phones that an exploit of iMessage was used against. No e-mail address and no telephone number holds such a character.",
  "damaged-cache": "A damaged property list may show characters that were never written.",
  research: "Tests of the service by researchers may leave such entries.",
  "summary-run": "An address that {service} looked up holds several NUL characters in a row, as was published.",
  "summary-one": "An address that {service} looked up holds a NUL character.",
} satisfies Record<string, string>;
