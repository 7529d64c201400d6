export default {
  title: "Added certificates that the phone believes",
  about:
    "The database TrustStore.sqlite3: certificates that were added to those the system comes with and are trusted in full, whom each names, who issued it, how long it is valid, its fingerprints and what is believed on its word. Who holds the key of such a root certificate can read and change protected connections.",
  limits: "When a certificate was added is not told here; installed profiles may tell. The system's own certificates are not in it.",
} satisfies Record<string, string>;
