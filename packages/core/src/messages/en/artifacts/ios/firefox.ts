export default {
  title: "Firefox",
  about:
    "The databases places.db and browser.db of Firefox: visits with page and time, from which page they were reached and whether by a redirect, pages whose visits are gone, bookmarks, icons of pages and tabs of the account's devices.",
  limits:
    "Private browsing leaves nothing here. Visits of other devices of the same account are synced into it and are marked. Most visits do not say from which page they were reached.",
  visited: "Firefox recorded a visit to {url}",
  "visited-elsewhere": "Firefox recorded a visit to {url} on another device of the account",
} satisfies Record<string, string>;
