/** Communication near a finding: that there was some, and nothing else of it. */
export default {
  "nearby-message": "A message was sent or received.",
  "nearby-call": "A call was made or received.",
  "nearby-visit": "A web page was visited.",
  "nearby-contact": "A contact was recorded.",
} satisfies Record<string, string>;
