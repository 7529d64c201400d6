import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvField, escapeHtml, escapeHtmlLines, isBare, visible, visibleLines } from "./escape.ts";

/** Any code units at all, half surrogates among them, rich in what does harm. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(..."\u001b[2J\u202e\u2066\u200b\u0000\u009b\r\n\t=+-@'\"<>&,|⟨⟩\ud800\u0301\u{e0041}\ufeff"),
      fc.string({ unit: "binary" }),
    ),
  )
  .map((parts) => parts.join(""));

const seen = (text: string): string =>
  text.replace(/⟨U\+([0-9A-F]{4,6})⟩/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));

describe("what a terminal gets", () => {
  test("turns escape sequences, direction marks and line breaks into words", () => {
    expect(visible("\u001b]0;title\u0007 a\u202eb\nc\u00add")).toBe("⟨U+001B⟩]0;title⟨U+0007⟩ a⟨U+202E⟩b⟨U+000A⟩c⟨U+00AD⟩d");
  });

  test("leaves letters of all scripts as they are", () => {
    const text = "Ελλάδα العربية हिन्दी 中文 한국어 Việt";
    expect(visible(text)).toBe(text);
  });

  test("shows a pile of combining marks as a list, since it would be drawn over other lines", () => {
    expect(visible(`a${"\u0301".repeat(40)}`).match(/⟨U\+0301⟩/g)).toHaveLength(34);
  });

  test("never holds a character that a terminal acts on or does not draw", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(visible(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
      }),
    );
  });

  test("says what was there: the text can be told from what is shown", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(seen(visible(text))).toBe(text);
      }),
    );
  });
});

describe("what HTML gets", () => {
  test("holds no character that begins or ends markup or an attribute", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const escaped of [escapeHtml(text), escapeHtmlLines(text)]) {
          expect(escaped).not.toMatch(/[<>"']/);
          expect(escaped.replace(/&(amp|lt|gt|quot|#39);/g, "")).not.toContain("&");
        }
      }),
    );
  });

  test("keeps the lines of a message and nothing else that steers", () => {
    expect(visibleLines("one\r\ntwo\tthree\rfour\u202e")).toBe("one\ntwo\tthree⟨U+000D⟩four⟨U+202E⟩");
  });
});

describe("what a spreadsheet gets", () => {
  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "|cmd", "\n-1"])("keeps %j from being a formula", (text) => {
    expect(csvField(text)).toMatch(/^"?'/);
  });

  test("quotes commas and quotation marks as RFC 4180 says", () => {
    expect(csvField('a "b", c')).toBe('"a ""b"", c"');
  });

  test("writes a number as a number, also below zero", () => {
    expect(csvField(-5)).toBe("-5");
  });

  test("gives one field of one line that reads back, whatever stood there", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const field = csvField(text);
        const inner = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
        expect(field).not.toMatch(/[\r\n\t]/);
        expect(inner).not.toMatch(/^\s*[=+\-@]/);
        expect([text, `'${text}`]).toContain(seen(inner));
      }),
    );
  });

  test.each(["a", "a,b", ",", "a b", "The app com.x (v2; user 0) was installed!", "/data/x-y_z.txt line 7", "a=b|c%d@e+f'g"])(
    "takes %j for bare",
    (text) => {
      expect(isBare(text)).toBe(true);
    },
  );

  test.each(["", "=a", "+a", "-a", "@a", "|a", "%a", " a", "a ", 'a"b', "a\\b", "a\n", "\ta", "é", "\x7f", "\u2028"])(
    "takes %j for more than bare",
    (text) => {
      expect(isBare(text)).toBe(false);
    },
  );

  test("writes what is bare as it stands, as JSON does", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..." !\"'=+-@|%,\\az09~\t\x7fé") }), (text) => {
        if (!isBare(text)) return;
        expect(JSON.stringify(text)).toBe(`"${text}"`);
        expect(visible(text)).toBe(text);
        expect(text).not.toMatch(/^[=+\-@|%]|"|^\s|\s$/);
        expect(csvField(text)).toBe(text.includes(",") ? `"${text}"` : text);
      }),
    );
  });
});
