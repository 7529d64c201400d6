export default {
  title: "Installed packages with files and certificates",
  about: "AndroidQF's list of packages: who installed each, its files with hashes, and the certificate that signed it.",
  limits:
    "Packages of other users, such as a work profile, may be missing. Packages that were removed but left data are listed, too. Hashes and certificates are there only where the collection fetched or hashed the files; a collection that was encrypted as it was made has no certificates.",
} satisfies Record<string, string>;
