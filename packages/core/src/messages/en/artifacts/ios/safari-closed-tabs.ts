export default {
  title: "Closed tabs of Safari",
  about:
    "The lists RecentlyClosedTabs.plist and, of old versions, SuspendState.plist: tabs with their address, when they were shown or closed, and the pages that they showed before.",
  limits:
    "Safari keeps the last tabs only, and newer versions keep most of them in a database. Backups without encryption do not hold these lists.",
  viewed: "Safari last showed the tab {url}",
  closed: "The tab {url} was closed in Safari",
} satisfies Record<string, string>;
