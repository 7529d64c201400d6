/** Gives people names that say nothing of them: the same word for the same person throughout a report, in the order in which they appear. */
export interface Pseudonyms {
  /** For a value that as a whole names somebody. */
  of(value: string): string;
  /** A text with everybody replaced who was met so far, and whatever has the form of an address or a number. */
  within(text: string, kind?: TextKind): string;
}

/**
 * `written`: by a person, with numbers as people write them · `sentence`: of ours, with values of the evidence in it · `technical`:
 * no words, so that a sender who calls himself SMS changes nothing in it.
 */
export type TextKind = "written" | "sentence" | "technical";

/**
 * Addresses of mail, of WhatsApp (`49…@s.whatsapp.net`, `…@lid`) and the like. The lengths are those of RFC 5321, and keep a text
 * without an address from being read over and over.
 */
const ADDRESS = /[^\s@<>()"',;:/\\]{1,64}@(?![23]x\b)[\p{L}\p{N}.-]{1,253}/gu;
const NUMBER = /(?<![\p{L}\p{N}+])\+\d[\d ().\-\u00a0]{5,24}\d/gu;
/** Numbers without the country, as people write them; looked for only in what people wrote: elsewhere figures are figures. */
const WRITTEN_NUMBER = /(?<![\p{L}\p{N}.:/+-])\(?\d[\d ().\-\u00a0]{5,24}\d(?![\p{L}\p{N}:/])/gu;
const FEWEST_DIGITS = 7;
const DATE = /^\d{4}-\d\d-\d\d|^\d\d?\.\d\d?\.\d{4}/;

/** Those in `shown` keep their name: they are what an indicator describes. */
export function createPseudonyms(shown: readonly string[]): Pseudonyms {
  const isShown = new Set(shown.map(identity));
  const people = new Map<string, string>();
  const names = createNames();
  const of = (value: string): string => {
    const key = identity(value);
    if (key === "" || isShown.has(key)) return value;
    const known = people.get(key) ?? `contact-${people.size + 1}`;
    people.set(key, known);
    names.add(value.trim());
    return known;
  };
  const numbers = (text: string, pattern: RegExp): string =>
    text.replace(pattern, (found) => (digitsOf(found).length < FEWEST_DIGITS || DATE.test(found) ? found : of(found)));
  return {
    of,
    within(text, kind = "sentence") {
      const withoutNames = kind === "technical" ? text : names.replaceIn(text, of);
      const withoutNumbers = numbers(withoutNames.replace(ADDRESS, of), NUMBER);
      return kind === "written" ? numbers(withoutNumbers, WRITTEN_NUMBER) : withoutNumbers;
    },
  };
}

const digitsOf = (text: string): string => text.replace(/\D/g, "");

/** One key for the spellings of an account: a number with and without signs, with tel: or @s.whatsapp.net; letters in either case. */
function identity(value: string): string {
  const bare = value
    .trim()
    .replace(/^(?:tel|mailto|sms|imessage):/i, "")
    .replace(/@(?:s\.whatsapp\.net|c\.us)$/i, "");
  return /^\+?[\d ().\-\u00a0]+$/.test(bare) && digitsOf(bare).length >= FEWEST_DIGITS ? digitsOf(bare) : bare.toLowerCase();
}

// ---- Names in running text

/** A word, or a single letter of scripts that write without spaces. */
const WORD = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]|[\p{L}\p{N}]+/gu;
const WITHOUT_SPACES = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;
const LETTER = /[\p{L}\p{N}]/u;
/** Shorter ones are parts of ordinary words. */
const SHORTEST_NAME = 3;
const SHORTEST_WITHOUT_SPACES = 2;

interface Name {
  readonly text: string;
  /** Where its first word begins. */
  readonly offset: number;
}

/** Names by their first word, so that a text is read once however many names there are. */
function createNames(): { add(name: string): void; replaceIn(text: string, of: (name: string) => string): string } {
  const byWord = new Map<string, Name[]>();
  const known = new Set<string>();
  return {
    add(text) {
      const [word] = text.match(WORD) ?? [];
      if (word === undefined || known.has(text)) return;
      if (text.length < (WITHOUT_SPACES.test(word) ? SHORTEST_WITHOUT_SPACES : SHORTEST_NAME)) return;
      known.add(text);
      const alike = [...(byWord.get(word) ?? []), { text, offset: text.indexOf(word) }];
      byWord.set(
        word,
        alike.sort((a, b) => b.text.length - a.text.length),
      );
    },
    replaceIn(text, of) {
      let replaced = "";
      let done = 0;
      for (const { 0: word, index } of text.matchAll(WORD)) {
        const name = byWord
          .get(word)
          ?.find((candidate) => index - candidate.offset >= done && standsAt(text, index - candidate.offset, candidate.text));
        if (!name) continue;
        const start = index - name.offset;
        replaced += text.slice(done, start) + of(name.text);
        done = start + name.text.length;
      }
      return replaced + text.slice(done);
    },
  };
}

/** Whole: no letter goes on behind it, but where words are not parted by anything. */
const standsAt = (text: string, start: number, name: string): boolean =>
  text.startsWith(name, start) && (WITHOUT_SPACES.test(name.slice(-1)) || !LETTER.test(text.charAt(start + name.length)));
