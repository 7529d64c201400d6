export default {
  title: "Contacts",
  about:
    "The address book AddressBook.sqlitedb: telephone numbers, e-mail addresses, web pages and names at message services that stand in it, with the time when the contact was made and changed.",
  limits:
    "Names, street addresses and pictures are not kept. Contacts that an account keeps on its server only are not here. That something stands in the address book does not say that it was ever written to or called.",
  created: "A contact was made",
  modified: "A contact was changed",
} satisfies Record<string, string>;
