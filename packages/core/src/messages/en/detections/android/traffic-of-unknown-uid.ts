export default {
  title: "Network traffic is counted for an app that is not there",
  rationale:
    "Traffic is counted by the number that the system gives each app. When an app is removed, its traffic is moved to a counter of its own. What still stands under a number that no app of the list has belongs to an app that the list does not show, or to one that was removed moments before.",
  "just-removed": "An app that was removed shortly before the dump may not have been moved yet.",
  "list-incomplete": "Apps of a profile that the list leaves out have numbers, too.",
  summary: "Under the number {uid} {bytes, number} bytes sent are counted, and no app of the list has that number.",
} satisfies Record<string, string>;
