export default {
  title: "The phone's verifier calls an app harmful",
  rationale:
    "Play Protect, or another verifier of apps, checked the app, judged it harmful, and the warning stands in the list of apps. It says nothing of the family.",
  verifier: "Verifiers err, above all with tools for rooting, modified apps and apps that are new.",
  unwanted: "Advertising and unwanted extras are warned of, too.",
  summary: "The list of apps holds this warning for {app}: {warning}",
} satisfies Record<string, string>;
