export default {
  title: "Interactions (CoreDuet)",
  about:
    "The database interactionC.db: for each message, mail or call that an app told the system about, the app, sender, recipients and time, what it carried, and sums for each party that stay when the single interactions are gone.",
  limits:
    "Apps decide what they tell. Single interactions are kept for weeks. The database holds no texts of messages. Names are not kept. A sum says that something came from a party at some time, not what.",
  incoming: "{bundleId} noted an interaction from {handle}",
  outgoing: "{bundleId} noted an interaction to {handle}",
  "of-either-direction": "{bundleId} noted an interaction with {handle}",
  "noted-later": "The interaction of {bundleId} with {handle} was noted",
  "first-incoming": "The first interaction from {handle}",
  "last-incoming": "The last interaction from {handle}",
  "first-outgoing": "The first interaction to {handle}",
  "last-outgoing": "The last interaction to {handle}",
  "no-recipients": "The table that joins interactions with their recipients was not found.",
} satisfies Record<string, string>;
