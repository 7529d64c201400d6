/** By AcquisitionErrorCode; a word to select by may hold no hyphen. */
const WHY =
  "{code, select, damaged {it is damaged} encrypted {it is encrypted, and its password was not given} wrong_password {the password does not open it} identity_needed {it is sealed for a recipient, and no identity was given} wrong_identity {it was sealed for another recipient} unknown_lock {it is sealed in a way that this version does not know} unrecognized {it is nothing that this version can read} ambiguous {it holds several acquisitions} unsupported {it is of a form that this version does not read} other {its bytes could not be had}}";

/** What is said of several acquisitions that are said to be of one phone. */
export default {
  unopened: `One acquisition that was handed over could not be opened: ${WHY}. Nothing of it was read.`,
  "left-out": `{name} could not be opened: ${WHY}. The other acquisitions are examined without it.`,
  unconfirmed:
    "Nothing that these acquisitions say of themselves ties all of them to one phone, and nothing speaks against it. That they are of one phone rests on the word of whoever ran the examination.",
  confirmed: "Of one phone, by a serial number or another number that one phone alone has.",
  "by-word": "Of one phone on the word of whoever ran the examination: not all of them tell such a number of the phone.",
} satisfies Record<string, string>;
