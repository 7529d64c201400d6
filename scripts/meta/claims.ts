/** Words that no sentence of ours may use, because no data can carry them, and why. */
export const CLAIMS: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  { pattern: /\b(?:clean|safe(?:ly)?|secure(?:ly|d)?)\b/i, why: "nobody can say that a phone is" },
  { pattern: /\ball[ -]clear\b/i, why: "finding nothing is not an all-clear" },
  { pattern: /\b(?:infected|infections?|hacked|compromised)\b/i, why: "a trace is not proof of what it points to" },
  {
    pattern: /\b(?:no (?:spyware|malware|threats?|evidence of)|(?:spyware|malware|threat)[- ]free|free (?:of|from) (?:spyware|malware))\b/i,
    why: "only what was read can be spoken of",
  },
  {
    pattern:
      /\b(?:proves?|proven|proof that|certainly|definitely|undoubtedly|without (?:a )?doubt|guarantees?d?|conclusive(?:ly)?|100 ?%)\b/i,
    why: "no trace is that sure",
  },
  {
    pattern:
      /\b(?:the )?(?:user|owner|victim|target)(?: has| had)? (?:did|visit|open|click|tapp?|install|typ|read|delet|sent|send|knew|search|download|agre|accept)(?:e?d|s|ed|ing)?\b/i,
    why: "the phone recorded it; who did it, no record says",
  },
  {
    pattern:
      /\b(?:Pegasus|Predator|Graphite|Reign|Triangulation|Coruna|DarkSword|NoviSpy)\b.{0,20}\b(?:found|detected|present|installed)\b/i,
    why: "a trace matches what somebody published of it",
  },
  {
    pattern: /\b(?:every|all) (?:messages?|calls?|files?|apps?|visits?) (?:was|were|is|are)\b/i,
    why: "what is recorded is not all there was",
  },
];

export interface Exception {
  readonly id: string;
  /** The words as they stand in the sentence. */
  readonly words: string;
  readonly reason: string;
}

export interface Claim {
  readonly id: string;
  readonly words: string;
  readonly why: string;
}

/** Claims in sentences that no exception covers, and exceptions that cover nothing any more. */
export function checkClaims(
  catalog: Readonly<Record<string, string>>,
  exceptions: readonly Exception[],
): { readonly claims: readonly Claim[]; readonly stale: readonly Exception[] } {
  const found = Object.entries(catalog).flatMap(([id, text]) => claimsIn(id, text));
  const covers = (exception: Exception, claim: Claim): boolean => exception.id === claim.id && exception.words === claim.words;
  return {
    claims: found.filter((claim) => !exceptions.some((exception) => covers(exception, claim))),
    stale: exceptions.filter((exception) => exception.reason.trim() === "" || !found.some((claim) => covers(exception, claim))),
  };
}

const claimsIn = (id: string, text: string): Claim[] =>
  CLAIMS.flatMap(({ pattern, why }) => [...text.matchAll(new RegExp(pattern, "gi"))].map(([words]) => ({ id, words, why })));
