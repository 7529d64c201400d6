export default {
  title: "The camera went on while the screen was off",
  rationale:
    "The diary of the battery notes which app had the camera and when the screen was on. Who takes pictures looks at the screen; implants of several families take them while nobody looks. Told is a start of the camera when the screen had been off for half a minute and stayed off as long.",
  call: "A call with picture that was taken on a watch, a headset or in a car, by an app that is not known to be for calls.",
  recording: "Apps that record with a dark screen at the owner's wish: dashboard, baby and door cameras, scanners for sleep or pulse.",
  "other-display": "The picture was shown on another display: a television, a car, a Mac that used the phone as its camera.",
  codes: "What the numbers of the diary mean is taken from published readers; a new version of the system may mean something else.",
  summary: "{app} started the camera while the screen was off{count, plural, one {} other {, # times}}.",
} satisfies Record<string, string>;
