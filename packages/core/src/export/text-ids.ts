import type { Finding } from "../model/finding.ts";
import { type ShortId, shortIds } from "../report/facts.ts";

/** What a spreadsheet or pandas takes for a number: eight digits of a hash may be "20349858" or "12345e67". */
const LOOKS_NUMERIC = /^\d+(?:e\d*)?$/;

/** The short ids that `bridle explain` takes, each long enough to stay text in other programs' hands. */
export function textIds(findings: readonly Finding[]): ShortId {
  const shortId = shortIds(findings);
  return (finding) => {
    let id = shortId(finding);
    while (LOOKS_NUMERIC.test(id) && id.length < finding.id.length) id = finding.id.slice(0, id.length + 1);
    return id;
  };
}
