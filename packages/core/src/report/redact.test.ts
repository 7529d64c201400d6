import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { toText } from "../messages/catalog.ts";
import type { Evidence, Finding } from "../model/finding.ts";
import { atKey } from "../model/locator.ts";
import { message } from "../model/message.ts";
import { sampleView } from "../testing/sample-view.ts";
import type { CaseView, Redaction } from "./case-view.ts";
import { reportHtml } from "./html.ts";
import { createPseudonyms } from "./pseudonyms.ts";
import { redact } from "./redact.ts";
import { terminalSummary } from "./terminal.ts";

const [process, lure] = sampleView().findings as [Finding, Finding];
const [lureEvidence] = lure.evidence as [Evidence];

const withRecord = (record: Evidence["record"], changes: Partial<Finding> = {}, ofEvidence: Partial<Evidence> = {}): Finding => ({
  ...lure,
  ...changes,
  evidence: [{ ...lureEvidence, record, ...ofEvidence }],
});
const recordOf = (view: CaseView, finding = 0): Record<string, unknown> => view.findings[finding]!.evidence[0]!.record;
const redacted = (findings: readonly Finding[], redaction: Redaction): CaseView => redact(sampleView({ findings }), redaction);

describe("people", () => {
  test("get the same other name throughout, in whatever spelling, in the order in which they appear", () => {
    const view = redacted(
      [
        withRecord({ handle: "+351 960 000 001", text: "Call Inês Prata on 960 000 002", isFromMe: false }),
        withRecord({
          handle: "tel:+351960000001",
          participants: ["Inês Prata", "351960000001@s.whatsapp.net"],
          text: "ana@river.example wrote",
        }),
      ],
      "contacts",
    );
    expect(recordOf(view)).toEqual({ handle: "contact-1", text: "Call contact-2 on contact-3", isFromMe: false });
    expect(recordOf(view, 1)).toEqual({ handle: "contact-1", participants: ["contact-2", "contact-1"], text: "contact-4 wrote" });
  });

  test("are replaced in sentences, places, paths, problems and the note, too", () => {
    const summary = toText(message("finding/match-summary-no-family", { value: "a link from +351960000001", publishers: "P", count: 1 }));
    const path = "/private/var/mobile/Media/351960000001@s.whatsapp.net/a.jpg";
    const finding = withRecord(
      { handle: "+351960000001" },
      { summary, benign: [summary] },
      { path, rawPath: path, at: [atKey("tel:+351960000001")] },
    );
    const view = redact({ ...sampleView({ findings: [finding] }), case: { ...sampleView().case, note: "from +351960000001" } }, "contacts");
    const text = JSON.stringify(view);
    expect(text).not.toContain("351960000001");
    expect(view.findings[0]!.summary.text).toContain("a link from contact-1 matches");
    expect(view.case.note).toBe("from contact-1");
  });

  test("stay who they are where an indicator describes them", () => {
    const summary = toText(message("finding/match-summary-no-family", { value: "lure@heron.example", publishers: "P", count: 1 }));
    const indicators = [{ ...lure.indicators![0]!, type: "email-addr:value" as const, value: "lure@heron.example" }];
    const observables = [{ type: "email-addr:value" as const, value: "Lure@heron.example" }];
    const view = redacted(
      [
        withRecord(
          { handle: "Lure@heron.example", text: "mail lure@heron.example or me@river.example" },
          { summary, indicators, observables },
        ),
      ],
      "content",
    );
    expect(recordOf(view)["handle"]).toBe("Lure@heron.example");
    expect(view.findings[0]!.observables).toEqual(observables);
    expect(view.findings[0]!.summary.text).toContain("lure@heron.example matches");
  });

  test("of a rule's own finding are no indicator", () => {
    const observables = [{ type: "phone-number:value" as const, value: "+351960000009" }];
    const view = redacted([withRecord({ handle: "+351960000009" }, { kind: "detection", indicators: [], observables })], "contacts");
    expect(view.findings[0]!.observables[0]!.value).toBe("contact-1");
  });

  test("are not looked for in figures that are none of theirs", () => {
    const record = {
      received: lureEvidence.record["received"],
      messageKey: 351_960_000,
      guid: "p:0/12345678-1234",
      service: "SMS",
      handle: "SMS",
      text: "on 2021-05-01 at 10:00",
    };
    const after = recordOf(redacted([withRecord(record)], "contacts"));
    expect(after).toEqual({ ...record, handle: "contact-1" });
  });

  test("are found in names that begin and end inside of words only where words are not parted", () => {
    const names = createPseudonyms([]);
    names.of("Ana");
    names.of("王小明");
    expect(names.within("Ana, Analysis, Joana; 王小明来了")).toBe("contact-1, Analysis, Joana; contact-2来了");
  });

  test("take the command along that would name them", () => {
    const named = withRecord({ handle: "+351960000001" }, {}, { reproduce: "plutil -p 'x' | grep '+351960000001'" });
    const unnamed = withRecord({ handle: "+351960000001" });
    const view = redacted([named, unnamed], "contacts");
    expect(view.findings[0]!.evidence[0]).not.toHaveProperty("reproduce");
    expect(view.findings[1]!.evidence[0]!.reproduce).toBe(lureEvidence.reproduce);
  });
});

describe("what people wrote", () => {
  const record = {
    kind: "message",
    text: "Dear Inês, the meeting is at https://track.parcel-desk.example/t/8f2?who=ines",
    subject: "About tomorrow evening",
    urls: [{ url: "https://track.parcel-desk.example/t/8f2?who=ines", part: "text", isEmbedded: false }],
    somethingNew: "a field that a later version reads",
  };

  test("stays where only people are to be replaced", () => {
    expect(recordOf(redacted([withRecord(record)], "contacts"))).toEqual(record);
  });

  test("is left out with fields that nobody has looked at yet; of addresses the host stays", () => {
    expect(recordOf(redacted([withRecord(record)], "content"))).toEqual({
      kind: "message",
      text: "[left out]",
      subject: "[left out]",
      urls: [{ url: "https://track.parcel-desk.example/…", part: "text", isEmbedded: false }],
      somethingNew: "[left out]",
    });
  });

  test("is left out of sentences that repeat it", () => {
    const summary = toText(message("finding/match-summary-no-family", { value: "About tomorrow evening", publishers: "P", count: 1 }));
    expect(redacted([withRecord(record, { summary })], "content").findings[0]!.summary.text).toMatch(/^\[left out\] matches/);
  });

  test("is not looked for in sources of the device", () => {
    const [evidence] = process.evidence as [Evidence];
    expect(recordOf(redacted([process], "content"))).toEqual(evidence.record);
  });

  test("is taken for such in a source of another version", () => {
    const unknown = withRecord({ words: "something said" }, {}, { artifact: "ios/of-a-later-version" });
    expect(recordOf(redacted([unknown], "content"))).toEqual({ words: "[left out]" });
  });
});

describe("a redacted view", () => {
  test.each(["contacts", "content"] as const)("says on its first page and on the terminal that it is one (%s)", (redaction) => {
    const view = redact(sampleView(), redaction);
    const sentence = "names, numbers and addresses are replaced";
    expect(reportHtml(view)).toContain(sentence);
    expect(terminalSummary(view, { width: 80, colour: false }).replace(/\s+/g, " ")).toContain(sentence);
    expect(reportHtml(sampleView())).not.toContain(sentence);
  });

  test("is the same for the same case, and leaves the case as it was", () => {
    const before = sampleView();
    const copy = structuredClone(before);
    expect(redact(before, "content")).toEqual(redact(copy, "content"));
    expect(before).toEqual(copy);
  });

  test("holds no message and no account of the sample, and still everything that was met", () => {
    const page = reportHtml(redact(sampleView(), "content"));
    for (const gone of ["Your parcel", "invoice", "5550 100"]) expect(page).not.toContain(gone);
    for (const kept of [
      "track.parcel-desk.example",
      "row 1234 of table message",
      "Amnesty International Security Lab",
      "help@accessnow.org",
    ])
      expect(page).toContain(kept);
  });

  test("holds no address and no number of whatever a message says", () => {
    const party = fc.oneof(
      fc.emailAddress(),
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 14 }).map((digits) => `+${digits.join("")}`),
    );
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), party, fc.string({ unit: "grapheme" }), (before, somebody, after) => {
        const view = redacted([withRecord({ handle: somebody, text: `${before} ${somebody} ${after}` })], "contacts");
        expect(JSON.stringify(recordOf(view))).not.toContain(JSON.stringify(somebody).slice(1, -1));
      }),
      { numRuns: 200, seed: inject("seed") },
    );
  });
});
