export default {
  title: "Apps updated and removed, by day",
  about:
    "The battery statistics keep, for each of about ten days and for the day under way, which apps were installed or updated, to which version, and which were removed. They outlast the app.",
  limits:
    "Days, not moments; an installation counts as an update. About ten days are kept, and a factory reset or cleared statistics take them away.",
  update: "{app} was installed or updated to version {version} on this day",
  uninstall: "{app} was removed on this day",
} satisfies Record<string, string>;
