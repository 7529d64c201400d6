export default {
  title: "Computers that were connected",
  about:
    "The log of lockdownd, through which computers speak to the phone: pairings and refusals, the services that a computer had started, and the names that its programs gave themselves.",
  limits:
    "Times are the phone's wall clock without a zone; of a sysdiagnose the zone of its making is assumed, and after an erasure the clock first shows the maker's zone. Programs name themselves as they like. The log is short and old entries are dropped; newer connections over the network pass it by. Whoever collected this acquisition is in it, as a rule.",
  asked: "The owner was asked whether to trust a computer",
  "trusted-in-setup": "A computer was trusted without being asked about, as happens while a phone is being set up",
  paired: "A computer was paired ({program})",
  refused: "A pairing failed ({program}: {reason})",
  unpaired: "The record of a paired computer was deleted",
  stranger: "A computer came with a pairing that the phone does not know",
  service: "{program} had the service {service} started",
} satisfies Record<string, string>;
