export default {
  title: "An app from outside the stores starts with the phone and has nothing to open it by",
  rationale:
    "Stalkerware and spyware hide their icon after they were set up. An app that starts with the phone, has no activity that a launcher could show, or had it switched off, and came from outside the stores, is such an app or a helper of another.",
  helper: "Plug-ins, widgets, watch faces and helpers of other apps have no icon.",
  keyboard: "Keyboards and services of the system's kind are opened from the settings.",
  known: "This may be known and agreed.",
  summary: "{app}, installed by {installer}, starts with the phone and declares no activity to be opened by.",
  "summary-disabled":
    "{app}, installed by {installer}, starts with the phone, and each activity that it could be opened by is switched off.",
} satisfies Record<string, string>;
