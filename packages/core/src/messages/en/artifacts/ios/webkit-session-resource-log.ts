export default {
  title: "WebKit's log of resources of a session",
  about:
    "The lists full_browsing_session_resourceLog.plist, one for each app that shows web pages: hosts that loaded something in it, when they were seen last, whether somebody used a page of theirs, and which hosts sent the browser on to which.",
  limits:
    "Written by older versions; newer ones keep a database instead. Most hosts here are advertising and statistics of other sites, not places that somebody went to. The order of several redirects is not kept.",
  seen: "WebKit last saw {host} load something in an app",
} satisfies Record<string, string>;
