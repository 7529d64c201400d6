export default {
  title: "Catalogue of the backup",
  about:
    "The database Manifest.db: every file, folder and link in the backup with its place on the phone, size, owner and times, where a file was downloaded from if its attributes say so, and the websites whose names stand in file names of WebKit's storage.",
  limits:
    "Backups hold a choice of the phone's files: no programs, no system folders, few caches. Sizes and times are those of the moment the backup was made. A website's storage shows that a page or a part of a page came from it, not who opened it.",
  "file-id-malformed": "The file id of an entry is none, so its stored bytes cannot be found.",
  downloaded: "{path} was downloaded, as an attribute of the file says",
  "file-times": "File times ({times}) of {path}",
} satisfies Record<string, string>;
