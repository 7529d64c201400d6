export default {
  title: "An app's entry in the list holds fields twice",
  rationale:
    "The package service prints each of these fields once. A version's name that contains line breaks can print more of them, so that tools which read the list are misled about signer, flags or installer.",
  maker: "A maker may have changed what its system prints.",
  "odd-version-name": "A version's name with a line break by mistake prints an odd line, though seldom one with a field's name.",
  summary: "The entry of {app} holds more than once: {fields}. What the system itself prints was used.",
} satisfies Record<string, string>;
