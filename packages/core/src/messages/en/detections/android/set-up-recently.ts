export default {
  title: "Every app that was added to the phone came within days",
  rationale:
    "When a phone is reset or new, what happened before is not on it. If every app that was added came within the last days, the phone may have been set up then, and records of the time before may be gone. Other acquisitions, or another phone of the same person, may.",
  "new-phone": "The phone is new, or new to its owner.",
  "own-reset": "The owner reset it, as people do when a phone is slow or when they are afraid of it.",
  repair: "A shop or an update that failed reset it.",
  "few-apps": "The owner had added no app before.",
  summary:
    "All {apps} apps that were added came within {days, plural, one {one day} other {# days}} before the newest entry of the phone. Records of the time before may be gone.",
  "summary-starts":
    "All {apps} apps that were added came within {days, plural, one {one day} other {# days}} before the newest entry of the phone, which counts {starts, plural, one {# start} other {# starts}} since it was set up. Records of the time before may be gone.",
} satisfies Record<string, string>;
