export default {
  title: "Computers trusted for debugging",
  about:
    "The debugging service's state: the keys of computers that the phone lets in without asking, with the name each gave itself and, where the store keeps it, when it last connected; the key that asked last; and whether debugging goes over the air.",
  limits:
    "Keys that were not used for a week are forgotten, unless that is switched off. A computer names itself as it likes. The collecting of the acquisition itself needs such a key. Since Android 12 a dump damages the store: a time recovered from it is the latest that fits, and may be some weeks too late.",
  connected: "A computer ({holder}, {fingerprint}) connected for debugging for the last time",
  "keystore-recovered": "The store of keys is damaged by the dump, as it is on newer systems; its keys were recovered.",
} satisfies Record<string, string>;
