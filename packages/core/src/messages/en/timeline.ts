/** Communication near a finding: that there was some, and nothing else of it. */
export default {
  "nearby-message": "A message was sent or received.",
  "nearby-call": "A call was made or received.",
  "nearby-visit": "A web page was visited.",
  "nearby-contact": "A contact was recorded.",
  "nearby-lookup": "An address or number was looked up.",
  "nearby-interaction": "An app noted an exchange with somebody.",
  "nearby-calendar": "A calendar event was written down or changed, or has its time here.",
} satisfies Record<string, string>;
