const times = "{count, plural, one {once} other {# times}}";
export default {
  title: "The phone noted that keys, certificates or a wipe failed",
  rationale:
    "The security log notes when a stored key was changed from outside, when the self-test of the encryption fails, when a wipe that was ordered did not happen, and when a connection showed a certificate that does not hold.",
  fault: "Damaged storage causes the same.",
  network: "Networks of hotels and trains answer with certificates of their own until one has logged in.",
  "summary-key-integrity-violation": `A stored key was found changed ${times}.`,
  "summary-wipe-failure": `A wipe that was ordered failed ${times}.`,
  "summary-crypto-self-test-completed": `The self-test of the encryption failed ${times}.`,
  "summary-cert-validation-failure": `A certificate did not hold ${times}.`,
} satisfies Record<string, string>;
