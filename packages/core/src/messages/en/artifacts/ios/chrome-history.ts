export default {
  title: "History of Chrome and browsers made from it",
  about:
    "The databases History of Chrome, Edge, Brave and other browsers made from Chromium, of each profile its own: visits with page and time, from which page they were reached and whether by a redirect, pages whose visits are gone, and downloads.",
  limits:
    "Private browsing leaves nothing here. Visits are deleted after three months. Visits of other devices of the same account are synced into it and are marked. Searches that were typed are not read.",
  visited: "A browser recorded a visit to {url}",
  "visited-elsewhere": "A browser recorded a visit to {url} on another device of the account",
  downloaded: "A browser downloaded a file from {url}",
} satisfies Record<string, string>;
