export default {
  title: "Operations of apps that the system watches",
  about:
    "The app-operations service's list: for each app what it may do (camera, microphone, place, messages, drawing over other apps, installing), and when it last did it or was refused, from the foreground or the background, for how long, and through which other app.",
  limits:
    "The last time for each state only, and not of all operations. What an app did before it was installed anew is gone. The collecting of the acquisition itself shows as use by the shell. Times are the phone's own wall clock.",
  access: "{app} used {operation} ({state})",
  reject: "{app} was refused {operation} ({state})",
} satisfies Record<string, string>;
