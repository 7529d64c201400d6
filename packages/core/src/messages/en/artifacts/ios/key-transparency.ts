export default {
  title: "Notes of key verification",
  about:
    "The status transparency.log of the daemon that watches over the keys of the owner's contacts: when the phone's own keys were registered, and when it last did what.",
  limits:
    "Times and the names that the daemon gives them; whether a contact's key failed its verification is not read from this file, for its form is known from another reader's code alone. The contacts are not named.",
  "no-json": "The status is no JSON.",
  "no-notes": "The status has neither registrations nor a state: it is of a form that this version does not know.",
  noted: "Key verification noted {name}",
} satisfies Record<string, string>;
