export default {
  title: "Accounts",
  about:
    "The database Accounts3.sqlite: accounts that the phone is signed in to, with type, name, the program that made them, a date, and the servers that calendars, contacts and mail are set up with.",
  limits:
    "Passwords and tokens are not here and are not read. The date is that of the row: most often when the account was added. Accounts that apps keep for themselves are not in this list.",
  dated: "The date of an account of the type {type}",
} satisfies Record<string, string>;
