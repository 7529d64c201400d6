import { IntlMessageFormat } from "intl-messageformat";
import { expect, test } from "vitest";
import { messages } from "../testing/messages.ts";
import { createRenderer, MAX_PARAM_LENGTH, renderEnglish, toText } from "./catalog.ts";

const CATALOG: Readonly<Record<string, string>> = {
  plain: "No braces.",
  named: "Hello {name}",
  many: "{count, plural, one {one heron} other {# herons}}",
  tag: "<b>{name}</b>",
};
const render = createRenderer("en", (id) => CATALOG[id]);

test("renders plain, named and plural sentences", () => {
  expect(render({ message: "plain" })).toBe("No braces.");
  expect(render({ message: "named", params: { name: "Ada" } })).toBe("Hello Ada");
  expect(render({ message: "many", params: { count: 1 } })).toBe("one heron");
  expect(render({ message: "many", params: { count: 1_200 } })).toBe("1,200 herons");
});

test("what evidence says is never syntax", () => {
  expect(render({ message: "named", params: { name: "{count, plural, other {#}} '' <b>" } })).toBe(
    "Hello {count, plural, other {#}} '' <b>",
  );
  expect(render({ message: "tag", params: { name: "<i>x" } })).toBe("<b><i>x</b>");
});

test("long evidence is cut inside a sentence, visibly", () => {
  expect(render({ message: "named", params: { name: "x".repeat(5_000) } })).toBe(`Hello ${"x".repeat(MAX_PARAM_LENGTH)}…`);
});

test("an id that no catalog holds is shown, and a name of every object is no entry", () => {
  expect(renderEnglish({ message: "no/such" })).toBe("no/such");
  for (const id of ["constructor", "report/constructor", "constructor/name", "/", "report/", "/title"])
    expect(renderEnglish({ message: id })).toBe(id);
});

test("documents hold id, parameters and the English rendering", () => {
  expect(toText({ message: "floor/narrowed" })).toEqual({ message: "floor/narrowed", text: "Parts were left out on request." });
});

test("every sentence reads as the library of ICU messages renders it, simple or not", () => {
  for (const [id, entry] of Object.entries(messages)) {
    const names = [...entry.matchAll(/\{(\w+)/g)].map(([, name]) => name!);
    for (const value of [0, 1, 1_234]) {
      const params = Object.fromEntries(names.map((name) => [name, value]));
      const rendered = renderOrFail(() => renderEnglish({ message: id, params }));
      expect(rendered, id).toBe(
        renderOrFail(() => String(new IntlMessageFormat(entry, "en", undefined, { ignoreTag: true }).format(params))),
      );
    }
  }
});

test("a parameter that is left out is a fault and not a gap", () => {
  expect(() => render({ message: "named" })).toThrow(/name/);
  expect(() => render({ message: "named", params: { constructor: 1 } })).toThrow(/name/);
});

/** A choice between words refuses a number. */
function renderOrFail(render: () => string): string {
  try {
    return render();
  } catch (error) {
    return `fails: ${(error as Error).name}`;
  }
}
