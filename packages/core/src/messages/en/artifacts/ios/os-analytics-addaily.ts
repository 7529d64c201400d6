export default {
  title: "Daily analytics of network usage",
  about:
    "The list netUsageBaseline in com.apple.osanalytics.addaily.plist: programs that used the network, with the bytes that were counted for each and when.",
  limits:
    "One entry for each program, holding the counters of the last day that was reckoned. It names no host. Which programs the system enters here, and when it drops them, is not documented.",
  counted: "Network usage of {name} was entered into the daily analytics",
} satisfies Record<string, string>;
