export default {
  title: "An app from outside the stores used microphone, camera or screen in the background",
  rationale:
    "Android notes from which state an app used the microphone, the camera or a recording of the screen. From the background means that nothing of the app was to be seen. Newer systems allow that to few apps.",
  call: "Calls that go on while another app is on the screen are noted so on some systems.",
  recorder: "Recorders and dash cameras are made for it.",
  hotword: "Apps that wait for a spoken word listen in the background.",
  summary: "{app}, installed by {installer}, used {operations} while nothing of it was on the screen. This may be known and agreed.",
  "summary-running":
    "{app}, installed by {installer}, used {operations} while nothing of it was on the screen; one of them was in use when the dump was made. This may be known and agreed.",
} satisfies Record<string, string>;
