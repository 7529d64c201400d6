import { expect, test } from "vitest";
import { DOMAIN_ROLES, MATCH_MANNERS, PACK_CLASSES } from "../model/indicator.ts";
import { CIRCUMSTANCES, OBSERVABLE_TYPES, ROLES } from "../model/observable.ts";
import { messages } from "../testing/messages.ts";
import { gravest, MATCH_TABLE, type MatchCase, rowFor } from "./match-table.ts";

const host = (over: Partial<MatchCase>): MatchCase => ({
  type: "domain-name:value",
  manner: "exact",
  role: "received",
  circumstances: [],
  class: "mercenary",
  domainRole: "c2",
  ...over,
});
const process = (over: Partial<MatchCase>): MatchCase => ({
  ...host({ type: "process:name", role: "ran", ...over }),
  domainRole: undefined,
});
const app = (over: Partial<MatchCase>): MatchCase => ({ ...host({ type: "app:id", role: "installed", ...over }), domainRole: undefined });

test.each<[string, MatchCase, string]>([
  ["a link received in a message speaks of targeting", host({}), "targeting high high"],
  [
    "a visit within ten minutes of a lure speaks of an attempt",
    host({ role: "visited", circumstances: ["after-lure"] }),
    "attempt high high",
  ],
  [
    "a visit by a redirect from another host speaks of an attempt",
    host({ role: "visited", circumstances: ["redirect"] }),
    "attempt high medium",
  ],
  ["any other loaded visit speaks of targeting", host({ role: "visited" }), "targeting medium medium"],
  [
    "an address that never loaded speaks to no axis, even after a lure",
    host({ role: "visited", circumstances: ["not-loaded", "after-lure"] }),
    "none medium low",
  ],
  ["a tracker table speaks to no axis", host({ role: "visited", circumstances: ["tracker"] }), "none medium low"],
  ["a vendor's website speaks to no axis, whatever the role", host({ role: "contacted", domainRole: "website" }), "none medium low"],
  ["a host contacted by neither browser nor messenger speaks of compromise", host({ role: "contacted" }), "compromise critical high"],
  [
    "a host contacted by nobody knows what may be a page in a browser",
    host({ role: "contacted", circumstances: ["unknown-program"] }),
    "targeting medium low",
  ],
  ["a host resolved by a browser speaks to no axis", host({ role: "resolved" }), "none medium low"],
  ["a sender speaks of targeting", host({ type: "email-addr:value" }), "targeting high medium"],
  ["a recipient speaks to no axis", host({ type: "email-addr:value", role: "sent" }), "none medium low"],
  ["a contact speaks to no axis", host({ type: "phone-number:value", role: "listed" }), "none medium low"],
  ["a whole process name that ran speaks of compromise", process({}), "compromise critical high"],
  ["a cut process name speaks to no axis, one step less sure", process({ manner: "cut-name" }), "none medium medium"],
  ["a process name in a path speaks to no axis", process({ manner: "path-component", role: "written" }), "none medium low"],
  ["a file name alone speaks to no axis", process({ type: "file:name", manner: "file-name", role: "written" }), "none medium low"],
  ["a file at the exact path speaks of compromise", process({ type: "file:path", role: "written" }), "compromise critical high"],
  ["a relative path is less sure", process({ type: "file:path", role: "written", manner: "path-suffix" }), "compromise high medium"],
  ["a hash of a file speaks of compromise", process({ type: "file:hashes.SHA-256", role: "written" }), "compromise critical high"],
  ["a profile id speaks of compromise", process({ type: "configuration-profile:id", role: "installed" }), "compromise critical high"],
  [
    "an app's identifier among the letters of a store speaks to no axis, of whatever class",
    app({ role: "listed", circumstances: ["found-as-text"], class: "forensic-extraction" }),
    "none medium low",
  ],
  [
    "a path among the letters of a store speaks to no axis",
    process({ type: "file:path", role: "listed", circumstances: ["found-as-text"] }),
    "none medium low",
  ],
  ["a signer of an installed app speaks of compromise", app({ type: "app:cert.sha1" }), "compromise critical high"],
  ["a certificate of stalkerware, too", app({ type: "app:cert.sha256", class: "stalkerware" }), "compromise high high"],
  ["a certificate in a list of the phone's is less sure", app({ type: "app:cert.sha256", role: "listed" }), "compromise high medium"],
  ["an installed app of a mercenary pack speaks of compromise", app({}), "compromise critical high"],
  ["an installed app of a state pack speaks of compromise", app({ class: "state" }), "compromise critical high"],
  ["installed stalkerware speaks of compromise", app({ class: "stalkerware" }), "compromise high high"],
  ["installed watchware speaks to no axis", app({ class: "watchware" }), "none medium medium"],
  ["a trace of forensic extraction speaks of a hand on the device", app({ class: "forensic-extraction" }), "none high high"],
])("%s", (_title, match, expected) => {
  const { axis, severity, confidence } = rowFor(match);
  expect(`${axis} ${severity} ${confidence}`).toBe(expected);
});

test("every case has a row of its own: the last row is for types without a rule, and there is none", () => {
  for (const type of OBSERVABLE_TYPES)
    for (const manner of MATCH_MANNERS)
      for (const role of ROLES)
        for (const circumstance of [undefined, "after-lure" as const, ...CIRCUMSTANCES])
          for (const packClass of PACK_CLASSES)
            for (const domainRole of [undefined, ...DOMAIN_ROLES]) {
              const match: MatchCase = {
                type,
                manner,
                role,
                circumstances: circumstance ? [circumstance] : [],
                class: packClass,
                domainRole,
              };
              const row = rowFor(match);
              expect(row.id, JSON.stringify(match)).not.toBe("unlisted");
            }
});

test("no row is dead: each decides some case", () => {
  const used = new Set<string>();
  for (const type of OBSERVABLE_TYPES)
    for (const manner of MATCH_MANNERS)
      for (const role of ROLES)
        for (const circumstance of [undefined, "after-lure" as const, ...CIRCUMSTANCES])
          for (const packClass of PACK_CLASSES)
            for (const domainRole of [undefined, ...DOMAIN_ROLES])
              used.add(rowFor({ type, manner, role, circumstances: circumstance ? [circumstance] : [], class: packClass, domainRole }).id);
  expect(MATCH_TABLE.map((row) => row.id).filter((id) => !used.has(id))).toEqual(["unlisted"]);
});

test("every row has a rationale and an id of its own", () => {
  const ids = MATCH_TABLE.map((row) => row.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(messages[`match-table/${id}`], id).toBeTypeOf("string");
});

test("looser manners never speak louder than the whole name", () => {
  const exact = rowFor(process({}));
  for (const manner of MATCH_MANNERS) expect(gravest([exact, rowFor(process({ manner }))])).toBe(exact);
});

test("a vendor's website is no command server, whatever met it", () => {
  for (const role of ROLES) {
    expect(rowFor(host({ domainRole: "website", role }))).toMatchObject({ id: "vendor-website", axis: "none" });
    expect(rowFor(host({ domainRole: "website", role, circumstances: ["redirect", "after-lure"] })).axis).toBe("none");
  }
  expect(rowFor(host({ domainRole: "c2", role: "contacted" })).axis).toBe("compromise");
});
