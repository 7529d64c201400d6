export default {
  title: "Bookmarks of Safari",
  about:
    "The database Bookmarks.db of Safari: bookmarks, favorites and the reading list, with those that were deleted and not yet removed.",
  limits:
    "Bookmarks are shared by the devices of an account. A bookmark does not say that its page was opened here, and old ones carry no date.",
  viewed: "The page {url} of Safari's reading list was read",
} satisfies Record<string, string>;
