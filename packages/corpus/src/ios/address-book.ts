import { buildDatabase, type DatabaseFiles } from "../database.ts";

/** Somebody in the address book; each value is an e-mail address, a telephone number or the address of a page. */
export interface Person {
  readonly first: string;
  readonly last: string;
  readonly values: readonly string[];
}

/** Of ABMultiValue.property (AddressBook.framework: kABPersonPhoneProperty, kABPersonEmailProperty, kABPersonURLProperty). */
const PHONE = 3;
const EMAIL = 4;
const URL = 22;

const propertyOf = (value: string): number => {
  if (value.includes("://")) return URL;
  return value.includes("@") ? EMAIL : PHONE;
};

export const addressBookOf = (people: readonly Person[]): DatabaseFiles =>
  buildDatabase({
    schema: [
      "CREATE TABLE ABPerson (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, First TEXT, Last TEXT, Middle TEXT, Organization TEXT)",
      "CREATE TABLE ABMultiValue (UID INTEGER PRIMARY KEY, record_id INTEGER, property INTEGER, identifier INTEGER, label INTEGER, value TEXT)",
    ],
    tables: [
      { table: "ABPerson", rows: people.map(({ first, last }, index) => ({ ROWID: index + 1, First: first, Last: last })) },
      {
        table: "ABMultiValue",
        rows: people
          .flatMap(({ values }, index) => values.map((value) => ({ record_id: index + 1, property: propertyOf(value), value })))
          .map((row, index) => ({ UID: index + 1, ...row })),
      },
    ],
  });
