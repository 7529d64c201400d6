export default {
  title: "Downloads of Safari",
  about: "The list Downloads.plist of Safari: each file that was downloaded, where it came from, where it was put, and when.",
  limits: "Entries leave after a day, or when the owner clears the list, by setting. The files themselves are not opened here.",
  downloaded: "Safari downloaded {url}",
} satisfies Record<string, string>;
