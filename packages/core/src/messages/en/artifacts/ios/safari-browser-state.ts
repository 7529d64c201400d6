export default {
  title: "Tabs of Safari (BrowserState)",
  about:
    "The database BrowserState.db of Safari: each tab with its address and time, whether it was private or opened by a link, and the pages that it showed before; also the pages of tabs whose own row is gone.",
  limits:
    "Newer versions keep open tabs in another database (SafariTabs.db), and this one may be old or empty. The pages of a tab are not dated one by one. Backups without encryption do not hold it.",
  viewed: "Safari last showed the tab {url}",
} satisfies Record<string, string>;
