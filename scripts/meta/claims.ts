/** Names of spyware that publishers use; a sentence may say what a publisher links to one, never that it is here. */
const FAMILIES =
  "Pegasus|Chrysaor|Predator|Graphite|Reign|Triangulation|Coruna|DarkSword|NoviSpy|Hermit|FinSpy|Candiru|DevilsTongue|Helios|ResidentBat|EagleMsgSpy|Dante|LANDFALL|Spyrtacus|Morpheus";
const VENDORS =
  "NSO(?: Group)?|Intellexa|Cytrox|Candiru|Paragon(?: Solutions)?|QuaDream|RCS Lab|Memento Labs|Variston|FinFisher|Cellebrite|Wintego";
const PERSON = "user|owner|victim|target|suspect";

interface ClaimPattern {
  readonly pattern: RegExp;
  readonly why: string;
}

/**
 * Words that no sentence of ours may use, because no data can carry them, and why: states of a phone, reassurance, absence, certainty,
 * completeness, what a person did, who attacked. Each is a word to stop at, not a proof of a fault: what may stay stands, with its
 * reason, in claim-exceptions.ts.
 */
export const CLAIMS: readonly ClaimPattern[] = [
  // States of a phone
  { pattern: /\b(?:clean(?:ed|er|ly)?|safe(?:r|st|ly|ty(?! plan))?|secure(?:ly|d)?)\b/i, why: "nobody can say that a phone is" },
  { pattern: /\b(?:healthy|harmless|trustworthy|unaffected|untouched|unharmed)\b/i, why: "nobody can say that a phone is" },
  {
    pattern: /\b(?:infect(?:s|ed|ions?)?|hacked|compromised|breached|bugged|spied (?:up)?on|under (?:attack|surveillance))\b/i,
    why: "a trace is not proof of what it points to",
  },
  // Reassurance
  { pattern: /\ball[ -]clear\b|\bclean bill\b|\bgreen light\b|\brest assured\b/i, why: "finding nothing is not an all-clear" },
  {
    pattern: /\b(?:nothing to|no (?:need|reason|cause) to|do not|don['’]t|need not) (?:worry|fear|be (?:afraid|alarmed|worried))\b/i,
    why: "whether there is reason to worry, no result says",
  },
  // Absence
  {
    pattern:
      /\b(?:no (?:spyware|malware|threats?|implants?|evidence of)|(?:spyware|malware|threat)[- ]free|free (?:of|from) (?:spyware|malware|threats?|implants?))\b/i,
    why: "only what was read can be spoken of",
  },
  {
    pattern:
      /\bthere (?:is|was|are|were|has been|have been) no (?:\w+ ){0,2}(?:traces?|signs?|attacks?|compromises?|intrusions?|messages?|calls?)\b/i,
    why: "only what was read can be spoken of",
  },
  { pattern: /\b(?:was|were|is|are|has been) (?:not|never) (?:attacked|targeted|monitored|watched)\b/i, why: "absence shows in no record" },
  // Certainty
  {
    pattern:
      /\b(?:prov(?:es?|en(?! on\b))\b|proof that|certain(?:ly|ty)|definite(?:ly)?|undoubtedly|unquestionabl[ey]|without (?:a )?doubt|guarantee[sd]?|conclusive(?:ly)?|infallibl[ey]|100 ?%)/i,
    why: "no trace is that sure",
  },
  { pattern: /\bconfirm(?:s|ed) (?:that|an?|the)? ?(?:infection|compromise|attack|spyware)\b/i, why: "only an expert's review can" },
  {
    pattern: /\b(?:malicious(?:ly)?|criminals?|(?:very|highly) suspicious)\b/i,
    why: "what a thing is for, the data does not say; say who listed it",
  },
  // Completeness
  {
    pattern: /\b(?:every|all) (?:messages?|calls?|files?|apps?|visits?|processes) (?:was|were|is|are)\b/i,
    why: "what is recorded is not all there was",
  },
  {
    pattern:
      /\b(?:complete|full|entire|exhaustive|comprehensive) (?:list|picture|record|history|examination|account|analysis|overview)\b|\beverything (?:on|in) (?:the|this|your) phone\b|\b(?:all|every) (?:known )?(?:traces?|spyware|implants?|attacks?)\b/i,
    why: "nobody has everything",
  },
  // What a person did
  {
    pattern: new RegExp(
      `\\b(?:the )?(?:${PERSON})(?: has| had)? (?:did|visit|open|click|tapp?|install|typ|read|delet|sent|send|knew|search|download|agre|accept|wrote|called)(?:e?d|s|ed|ing)?\\b`,
      "i",
    ),
    why: "the phone recorded it; who did it, no record says",
  },
  {
    pattern:
      /(?<!\b(?:did|if|whether|what|that|have) )\byou (?:have |had )?(?:opened|clicked|tapped|visited|installed|typed|downloaded|accepted|deleted)\b/i,
    why: "the phone recorded it; who did it, no record says",
  },
  // Who it was
  {
    pattern: new RegExp(
      `\\b(?:${FAMILIES})\\b.{0,30}\\b(?:found|detected|discovered|present|installed|attacked|infect\\w*)\\b|\\b(?:found|detected|discovered)\\b.{0,12}\\b(?:${FAMILIES})\\b`,
      "i",
    ),
    why: "a trace matches what somebody published of it",
  },
  {
    pattern: new RegExp(
      `\\b(?:${VENDORS}|the government|the police)\\b.{0,30}\\b(?:attacked|targeted|hacked|spied|watched|monitored|sent)\\b`,
      "i",
    ),
    why: "who stands behind a trace, the trace does not say",
  },

  // How often
  { pattern: /\b(?:more|less) often than\b/i, why: "nobody has counted; a source that has is to be named beside it" },
];

export interface Sentence {
  /** Of a message, or the path of a page. */
  readonly id: string;
  readonly text: string;
}

export interface Exception {
  readonly id: string;
  /** The words as they stand in the sentence, the claim and as much around it as tells this use from others. */
  readonly words: string;
  readonly reason: string;
}

export interface Claim {
  readonly id: string;
  readonly words: string;
  readonly why: string;
  readonly sentence: string;
}

/** Claims in sentences that no exception covers, and exceptions that cover nothing any more. */
export function checkClaims(
  sentences: readonly Sentence[],
  exceptions: readonly Exception[],
): { readonly claims: readonly Claim[]; readonly stale: readonly Exception[] } {
  const used = new Set<Exception>();
  const claims = sentences.flatMap((sentence) =>
    claimsIn(sentence).flatMap(({ at, claim }) => {
      const covering = exceptions.filter((exception) => isCovered(exception, claim, at));
      for (const exception of covering) used.add(exception);
      return covering.length > 0 ? [] : [claim];
    }),
  );
  return { claims, stale: exceptions.filter((exception) => exception.reason.trim() === "" || !used.has(exception)) };
}

const claimsIn = ({ id, text }: Sentence): { at: number; claim: Claim }[] =>
  CLAIMS.flatMap(({ pattern, why }) =>
    [...text.matchAll(new RegExp(pattern, "gi"))].map((match) => ({
      at: match.index,
      claim: { id, words: match[0], why, sentence: text },
    })),
  );

/** The exception's words stand around the claim, at this place and not elsewhere in the sentence. */
function isCovered({ id, words }: Exception, claim: Claim, at: number): boolean {
  if (id !== claim.id || words === "") return false;
  const end = at + claim.words.length;
  for (let start = claim.sentence.indexOf(words); start >= 0; start = claim.sentence.indexOf(words, start + 1)) {
    if (start <= at && start + words.length >= end) return true;
  }
  return false;
}
