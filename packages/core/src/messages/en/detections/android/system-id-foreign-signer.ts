export default {
  title: "An app shares the system's own id and is signed by somebody else",
  rationale:
    "Only apps signed with the key of the system itself may share its id. The system refuses others; one that has it all the same was let in by a system that was changed.",
  "rotated-key": "A maker that changed its key may have apps with the old one.",
  "hobby-system": "Systems made by hobbyists, and rooted ones, loosen the rule.",
  summary: "{app} shares the system's id. Its signing fingerprint is {signer}, that of the system {platform}.",
} satisfies Record<string, string>;
