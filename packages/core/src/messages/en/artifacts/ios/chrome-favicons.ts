export default {
  title: "Icons of websites in Chrome and browsers made from it",
  about:
    "The databases Favicons of Chrome, Edge, Brave and other browsers made from Chromium: for each page the small picture that stands for it, where that came from and when, with pictures whose pages are gone.",
  limits: "A picture may be fetched for a bookmark, without a visit. The time is that of the picture, not of each visit.",
  noted: "A browser noted the icon of {url}",
} satisfies Record<string, string>;
