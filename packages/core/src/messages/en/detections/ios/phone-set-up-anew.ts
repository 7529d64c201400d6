export default {
  title: "The phone was set up anew",
  rationale:
    "The activation daemon met the system without an earlier one, as on a new or an erased phone. What happened before that time left nothing here, and logs that begin then are not cut.",
  "new-phone": "The phone was new.",
  "own-reset": "The owner erased it, or had it repaired.",
  summary: "It was set up with build {build}.",
} satisfies Record<string, string>;
