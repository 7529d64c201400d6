export default {
  title: "Calls",
  about:
    "The call list CallHistory.storedata: calls by telephone, by FaceTime and by apps that show their calls there, with the other side, direction, time and length, and the parties that the list knows.",
  limits:
    "The list is short: some hundred calls or some weeks. Deleted calls are gone from it. Apps decide whether their calls stand here, and what they call the other side. Names of callers are not kept.",
  "call-made": "A call to {handle} was made ({provider})",
  "call-answered": "A call from {handle} was answered ({provider})",
  "call-missed": "A call from {handle} was not answered ({provider})",
} satisfies Record<string, string>;
