import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createAutomaton, MAX_TESTED_LENGTH } from "./automaton.ts";
import { ExpressionError, MAX_EXPRESSION_DEPTH, MAX_EXPRESSION_LENGTH } from "./expression.ts";
import { likeExpression, MAX_LIKE_LENGTH } from "./like.ts";
import { parseExpression } from "./parse-expression.ts";
import { requiredText } from "./required-text.ts";

const automaton = (text: string, ignoreCase = false) => createAutomaton(parseExpression(text, { ignoreCase }));
const codeOf = (text: string): string | undefined => {
  try {
    automaton(text);
    return undefined;
  } catch (error) {
    if (error instanceof ExpressionError) return error.code;
    throw error;
  }
};

describe("decides as the platform's engine does", () => {
  const TEXTS = [
    "",
    "a",
    "b",
    "ab",
    "aab",
    "abc",
    "xabcx",
    "ABC",
    "a.b",
    "a\nb",
    "12",
    "a1 b2",
    "foo bar",
    "foobar",
    "_x",
    "é",
    "evil.example",
  ];
  test.each([
    "a",
    "^a",
    "a$",
    "^a$",
    "^$",
    "a|b",
    "^(?:a|bc)$",
    "a*b",
    "a+b",
    "a?b",
    "a{2}b",
    "^a{1,2}b$",
    "a{2,}",
    "(ab)+c",
    ".",
    "^.$",
    "a.b",
    "a\\.b",
    "[abc]",
    "[^abc]",
    "[a-c]{3}",
    "[\\]a]",
    "[a\\-c]",
    "[\\d\\s]",
    "\\d+",
    "\\D",
    "\\w\\W\\w",
    "\\s",
    "\\bbar\\b",
    "foo\\B",
    "\\x61",
    "(?<name>a)b",
    "x*?a",
    "a{x}",
    "(|a)b",
    "(a*)*b",
    "([a-z]+)*\\.example$",
    "$",
    "^^a",
  ])("%s", (text) => {
    const theirs = new RegExp(text);
    for (const ignoreCase of [false, true]) {
      const insensitive = new RegExp(text, "i");
      for (const value of TEXTS) {
        expect(automaton(text, ignoreCase).test(value), `${text} ${value}`).toBe((ignoreCase ? insensitive : theirs).test(value));
      }
    }
  });

  const piece = fc.constantFrom(
    "a",
    "b",
    "ab",
    ".",
    "[ab]",
    "[^a]",
    "\\w",
    "\\b",
    "\\B",
    "^",
    "$",
    "(a|b)",
    "(?:ab|b)",
    "(a|ab)(c|bcd)",
    "\\.",
    " ",
  );
  const repeated = fc
    .tuple(piece, fc.constantFrom("", "*", "+", "?", "{2}", "{1,3}", "{0,2}"))
    .map(([one, bounds]) => (/^(?:\\[bB]|\^|\$)$/.test(one) ? one : one + bounds));
  const expressions = fc.array(
    fc.array(repeated, { maxLength: 6 }).map((parts) => parts.join("")),
    { minLength: 1, maxLength: 3 },
  );
  test("on expressions put together at random", () => {
    fc.assert(
      fc.property(expressions, fc.array(fc.constantFrom("a", "b", "c", "d", " ", ".", "\n", "é")), (choices, letters) => {
        const text = choices.join("|");
        const value = letters.join("");
        expect(automaton(text).test(value)).toBe(new RegExp(text).test(value));
      }),
      { numRuns: 1_000 },
    );
  });
});

test("reads the flags that stand in front", () => {
  expect(automaton("(?i)EVIL").test("an evil name")).toBe(true);
  expect(automaton("(?s)a.b").test("a\nb")).toBe(true);
  expect(automaton("a.b").test("a\nb")).toBe(false);
  expect(automaton("(?i)[^a]").test("A")).toBe(false);
});

test.each([
  "(?=a)",
  "(?!a)",
  "(?<=a)b",
  "(?<!a)b",
  "(?>a)",
  "a++",
  "a*+",
  "(a)\\1",
  "\\k<n>",
  "\\p{L}",
  "\\Qa\\E",
  "[[:alpha:]]",
  "(?i:a)",
  "a(?i)b",
  "(*UTF)a",
  "(?R)",
  "a{,2}",
  "\\G",
  "\\K",
  "(?#c)",
  "[\ud83d\ude00]",
])("refuses %s, which no automaton decides or which we do not read", (text) => {
  expect(codeOf(text)).toBe("not-regular");
});

test.each(["(", ")", "a)", "[", "[a", "*", "+a", "a**", "a{2}{3}", "a{3,2}", "[b-a]", "\\", "^*", "(?:", "a|*"])("refuses %s", (text) => {
  expect(codeOf(text)).toMatch(/syntax|not-regular/);
});

test("refuses what is too long, too deep or unfolds too far", () => {
  expect(codeOf("a".repeat(MAX_EXPRESSION_LENGTH + 1))).toBe("limit");
  expect(codeOf("(".repeat(MAX_EXPRESSION_DEPTH + 2))).toBe("limit");
  expect(codeOf("a{1001}")).toBe("limit");
  expect(codeOf("(((a{100}){100}){100})")).toBe("limit");
  expect(codeOf("(?:){1000}".repeat(20))).toBeUndefined();
  expect(codeOf("(((((?:){1000}){1000}){1000}){1000})")).toBe("limit");
});

test("takes one look at each letter where backtracking engines stall", () => {
  for (const text of ["^(a+)+$", "^(a|a)*$", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*)*=(.*)*;"]) {
    expect(automaton(text).test(`${"a".repeat(MAX_TESTED_LENGTH - 1)}!`)).toBe(false);
  }
});

test("forgets states rather than grow: the twelfth letter from the end", () => {
  const expression = automaton("a[ab]{11}$");
  const reference = /a[ab]{11}$/;
  const letters = fc.array(fc.constantFrom("a", "b"), { minLength: 200, maxLength: 400 });
  fc.assert(
    fc.property(letters, (parts) => {
      expect(expression.test(parts.join(""))).toBe(reference.test(parts.join("")));
    }),
  );
});

test.each([
  ["evil%", "evil.example", true],
  ["evil%", "notevil.example", false],
  ["%.evil.example", "a.evil.example", true],
  ["%.evil.example", "evil.example", false],
  ["e_il", "evil", true],
  ["e_il", "eil", false],
  ["a.b", "axb", false],
  ["%a%b%", "xxaxxbxx", true],
  ["%\n%", "a\nb", true],
])("compares LIKE %j with %j", (pattern, value, expected) => {
  expect(createAutomaton(likeExpression(pattern, false)).test(value)).toBe(expected);
});

test("runs the longest LIKE pattern, with room for a folder's longer name", () => {
  for (const text of [`/private${"a%".repeat(MAX_LIKE_LENGTH / 2)}`, `/private${"%".repeat(MAX_LIKE_LENGTH)}`]) {
    expect(createAutomaton(likeExpression(text, false)).test("/x")).toBe(false);
  }
});

test.each([
  ["^https?://[^/]+/gate7\\?id=[0-9a-f]{8}$", "/gate7?id="],
  ["EVIL", "evil"],
  ["(?i)Evil|worse", ""],
  ["(?i)a(?:Evil)+b", "evil"],
  ["(abc)*de", "de"],
  ["a[bc]de\\bfg", "defg"],
  [".*", ""],
  ["évil", "vil"],
])("knows that what meets %s holds %j", (text, expected) => {
  expect(requiredText(parseExpression(text, { ignoreCase: false }))).toBe(expected);
});

test("requires nothing that a text could do without", () => {
  const piece = fc.constantFrom("a", "B", "(?:ab|b)", "(?:aB)+", "c*", "[ab]", ".", "\\b", "(?:a(?:bc)+d)", "é", "a{2}");
  const letters = fc.array(fc.constantFrom("a", "b", "B", "c", "d", "é", " "), { maxLength: 12 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 5 }), fc.boolean(), letters, (parts, ignoreCase, text) => {
      const expression = parseExpression(parts.join(""), { ignoreCase });
      if (createAutomaton(expression).test(text)) expect(text.toLowerCase()).toContain(requiredText(expression));
    }),
    { numRuns: 2_000 },
  );
});

test("a text longer than is read has no end", () => {
  const text = "x".repeat(MAX_TESTED_LENGTH);
  expect(automaton("x$").test(text)).toBe(true);
  expect(automaton("x$").test(`${text}y`)).toBe(false);
  expect(createAutomaton(likeExpression("x%", false)).test(`${text}y`)).toBe(true);
  expect(createAutomaton(likeExpression("x%y", false)).test(`${text}y`)).toBe(false);
});
