export default {
  title: "A server may manage this phone",
  rationale:
    "A management server can install apps and profiles, see what is installed and lock or erase the phone. Companies and schools manage the phones they give out. On a phone that nobody is known to manage it is a question to ask: who enrolled it, and does its owner know?",
  "known-and-agreed": "Phones of employers, schools and parents are managed with the knowledge of those who use them.",
  "summary-management":
    "The phone is enrolled with a management server. Its address: {server}. Its organization, as it calls itself: {organization}.",
  "summary-supervision": "The phone was set up as supervised. Organization: {organization}.",
} satisfies Record<string, string>;
