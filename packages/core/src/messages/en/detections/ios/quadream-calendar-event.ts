export default {
  title: "A calendar event has the words of a published exploit's invitations",
  rationale:
    "Citizen Lab found calendar invitations with the title “Meeting” and the notes “Notes” on phones that QuaDream's exploit of 2021 was used against. They came by iCloud and lay in the past, so that iOS 14 took them in without showing a notice. Both words are ordinary, so the rating depends on who made the event and whether it was over when it was written down.",
  "ordinary-words": "Both words are ordinary; anybody may write such an event, or an app's template may.",
  "imported-calendar": "Importing or syncing an old calendar writes events down that are long over.",
  "summary-invited-past":
    "An event with exactly these words came from outside and was over before it was written down, as the published invitations were.",
  "summary-invited": "An event with exactly these words came from outside. It was not over when it was written down, or carries no time.",
  "summary-past": "An event with exactly these words was over before it was written down. Nothing says that it came from outside.",
  "summary-own": "An event with exactly these words stands in a calendar of this phone. Nothing says that it came from outside.",
} satisfies Record<string, string>;
