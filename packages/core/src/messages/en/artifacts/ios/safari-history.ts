export default {
  title: "Safari history",
  about:
    "The databases History.db of Safari, of each profile its own: visits with the page, time and whether it loaded, the redirects between them, and what is kept of history that was deleted.",
  limits:
    "Private browsing leaves nothing here. Visits are deleted after a month to a year, by setting. Visits of other devices of the same account are synced into it and are marked. Pages opened inside other apps are not here. Backups without encryption do not hold it.",
  visited: "Safari recorded a visit to {url}",
  "visited-elsewhere": "Safari recorded a visit to {url} on another device of the account",
  "deleted-until": "Safari history up to this moment was deleted",
} satisfies Record<string, string>;
