export default {
  title: "Websites that WebKit kept statistics of",
  about:
    "The databases observations.db, one for each app that shows web pages: the domains that loaded something in it, whether somebody used a page of theirs, when they were seen last, and which domain sent the browser on to which, or was loaded as a part of whose page.",
  limits:
    "Only the registrable part of a name is kept (example.org for www.example.org), so that an indicator for one host below a domain is not met. WebKit rounds times down and forgets domains after some weeks without use. Most domains here are advertising and statistics of other sites, not places that somebody went to.",
  seen: "WebKit last saw {host} load something in an app",
} satisfies Record<string, string>;
