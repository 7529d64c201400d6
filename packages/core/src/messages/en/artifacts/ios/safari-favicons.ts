export default {
  title: "Icons of websites in Safari",
  about:
    "The database Favicons.db of Safari: for each page the small picture that stands for it, where that came from and when, with pictures that Safari did not get and those whose pages are gone.",
  limits:
    "A picture may be fetched for a bookmark or a page of another device of the account, without a visit here. The time is that of the picture, not of each visit. Backups do not hold this database.",
  noted: "Safari noted the icon of {url}",
} satisfies Record<string, string>;
