import { expect, test } from "vitest";
import { renderEnglish } from "../messages/catalog.ts";
import { contactStep, HELP_PURPOSES, helpFor } from "./help.ts";

const all = HELP_PURPOSES.flatMap(helpFor);

test("sends people to a forensic helpdesk for civil society first, and never to a hotline for partner abuse by mistake", () => {
  expect(helpFor("spyware").map(({ id }) => id)).toEqual([
    "access-now",
    "amnesty-security-lab",
    "citizen-lab",
    "rsf",
    "digital-first-aid-kit",
    "cyber-helpline",
  ]);
  expect(helpFor("partner-abuse").every(({ audience }) => audience.startsWith("partnerAbuse"))).toBe(true);
});

test("spells the helpline's address with two s, as its own organization does", () => {
  expect(helpFor("spyware")[0]).toMatchObject({ email: "help@accessnow.org" });
});

test("gives each contact once", () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

test.each(all.map((contact) => [contact.id, contact] as const))(
  "says of %s whom it serves, where it is and how old that is",
  (_, contact) => {
    const sentence = renderEnglish(contactStep(contact));
    expect(sentence).toContain(contact.name);
    expect(sentence).toContain(contact.url);
    expect(sentence).toMatch(/\(as of 20\d\d(-\d\d){0,2}\)$/);
    expect(sentence.includes("anyone looking for a helpdesk")).toBe(contact.audience === "directory");
  },
);
