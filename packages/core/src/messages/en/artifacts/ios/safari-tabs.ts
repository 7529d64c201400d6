export default {
  title: "Tabs and groups of tabs of Safari",
  about:
    "The databases SafariTabs.db and CloudTabs.db of Safari: tabs of this device, open, private or closed a short while ago, with the pages that they showed before, and tabs that the account's devices have open.",
  limits:
    "Closed tabs leave after some time. The pages of a tab are not dated one by one. A tab of the account may never have been opened on this device. Backups without encryption do not hold these databases.",
  "viewed-tab": "Safari last showed the tab {url}",
  "viewed-cloud-tab": "A device of the account last showed the tab {url}",
} satisfies Record<string, string>;
