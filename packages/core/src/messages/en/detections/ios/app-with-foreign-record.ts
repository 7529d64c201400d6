export default {
  title: "The store's record of an app is that of another app",
  rationale:
    "The App Store writes into its record which app it gave out. Where that is another than the app it lies with, the app was signed anew under another name: messengers with something added to them have been spread in this way.",
  "second-copy": "People sign a second copy of a messenger to use two accounts.",
  renamed: "A tool that makes or edits backups may have renamed the app.",
  summary: "The app {app} has the store's record of {record}.",
} satisfies Record<string, string>;
