export default {
  title: "Battery history",
  about:
    "What the battery's history notes besides charge: which app was on the screen, which ran jobs or kept the phone awake, apps installed and removed, microphone, camera and video in use, cable and data connection, and that the clock was set back.",
  limits:
    "Hours to days, until the history is full or the phone is charged. That the microphone or camera was in use is noted for the phone, not for an app. Times before the first mark of the clock are not known. That the clock was set back shows only where the history counts from its beginning, not where it prints the clock itself.",
  noted: "Battery history: {event} {phase} ({what})",
} satisfies Record<string, string>;
