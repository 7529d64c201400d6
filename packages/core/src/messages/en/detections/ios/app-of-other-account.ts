export default {
  title: "Some apps were got with another store account than most",
  rationale:
    "The store's record of an app names the account it was got with. Somebody who had the phone in their hands may have used an account of their own. Whether the phone's owner knows the account decides what it means.",
  family: "Families share apps, and children's phones have apps of their parents' accounts.",
  "second-country": "People use a second account to get apps of another country's store.",
  "old-account": "Apps of an account used in former years stay on the phone.",
  summary:
    "{apps, plural, one {One app} other {# apps}} of {total, number} with a store's record {apps, plural, one {was} other {were}} got with the account {account}.",
} satisfies Record<string, string>;
