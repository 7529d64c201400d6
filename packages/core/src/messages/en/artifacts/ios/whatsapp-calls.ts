export default {
  title: "WhatsApp calls",
  about: "The database CallHistory.sqlite of WhatsApp and WhatsApp Business: calls with participants, direction, outcome, time and length.",
  limits:
    "Deleted calls are gone. A participant under a hidden identity has no number here. The database does not say itself how participants belong to calls; they are read as most published readers do.",
  call: "A WhatsApp call with {handle}",
  "call-made": "A WhatsApp call to {handle} was made",
  "call-received": "A WhatsApp call from {handle} came in",
  "call-missed": "A WhatsApp call from {handle} was missed",
} satisfies Record<string, string>;
