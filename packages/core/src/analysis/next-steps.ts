import { contactStep, type HelpPurpose, helpFor } from "../knowledge/help.ts";
import type { AcquisitionKind } from "../model/acquisition.ts";
import type { Headline } from "../model/assessment.ts";
import type { PackClass } from "../model/indicator.ts";
import { type Message, message } from "../model/message.ts";

/** What to do next, in order, by headline; ids of messages/en/next-steps.ts. Evidence first, unless the person is in danger. */
const STEPS: Readonly<Record<Headline, readonly string[]>> = {
  "compromise-indicated": [
    "next-steps/danger-first",
    "next-steps/trusted-device",
    "next-steps/do-not-change",
    "next-steps/collect-sysdiagnose",
    "next-steps/keep-files",
    "next-steps/keep-notice",
    "next-steps/another-room",
    "next-steps/ask-helpdesk",
    "next-steps/after-advice",
  ],
  "attempt-indicated": [
    "next-steps/danger-first",
    "next-steps/trusted-device",
    "next-steps/do-not-change",
    "next-steps/do-not-open",
    "next-steps/collect-sysdiagnose",
    "next-steps/keep-files",
    "next-steps/keep-notice",
    "next-steps/another-room",
    "next-steps/other-devices",
    "next-steps/ask-helpdesk",
    "next-steps/after-advice",
  ],
  "targeting-indicated": [
    "next-steps/trusted-device",
    "next-steps/do-not-open",
    "next-steps/do-not-change",
    "next-steps/keep-notice",
    "next-steps/keep-files",
    "next-steps/reset-conflict",
    "next-steps/ask-helpdesk",
    "next-steps/after-advice",
  ],
  "review-recommended": ["next-steps/review-ordinary", "next-steps/review-ask", "next-steps/keep-files"],
  "nothing-matched": ["next-steps/reason-for-worry", "next-steps/keep-files", "next-steps/check-again"],
  inconclusive: [
    "next-steps/collect-encrypted-backup",
    "next-steps/update-knowledge",
    "next-steps/reason-for-worry",
    "next-steps/keep-files",
  ],
};

/** Steps that a class of pack adds to a review, after the ordinary causes. */
const REVIEW_STEPS: Partial<Record<PackClass, string>> = {
  watchware: "next-steps/watchware-ask",
  "forensic-extraction": "next-steps/physical-access",
};

/** Partner abuse has an order of its own, and it comes before everything: removal is noticed. */
const STALKERWARE_STEPS: readonly string[] = [
  "next-steps/stalkerware-other-device",
  "next-steps/stalkerware-no-confrontation",
  "next-steps/stalkerware-advocate",
  "next-steps/stalkerware-pattern",
  "next-steps/stalkerware-record",
  "next-steps/stalkerware-decide",
];

/** What of the acquisition decides what it makes sense to do next. */
export interface StepFacts {
  readonly isDemo: boolean;
  /** Of all acquisitions of the phone. */
  readonly kinds: readonly AcquisitionKind[];
  /** Encrypted, and opened without its password. */
  readonly isLocked: boolean;
  /** A detection of medium severity or above, however young, says that somebody close may be behind it. Too early these steps cost little. */
  readonly concernsStalkerware?: boolean;
}

/** What a headline and the classes of the counted findings advise, with the contacts that were confirmed. */
export function nextSteps(headline: Headline, classes: readonly PackClass[], facts: StepFacts): Message[] {
  const isStalkerware = classes.includes("stalkerware");
  const isOther = !isStalkerware || classes.some((other) => other === "mercenary" || other === "state" || other === "unclassified");
  return [
    ...(facts.isDemo ? [message("next-steps/demo")] : []),
    ...(isStalkerware || facts.concernsStalkerware ? [...STALKERWARE_STEPS.map((id) => message(id)), ...contacts("partner-abuse")] : []),
    ...(isOther ? [...stepsOf(headline, classes, facts).map((id) => message(id)), ...contacts("spyware")] : []),
  ];
}

const [SYSDIAGNOSE, ENCRYPTED_BACKUP] = ["next-steps/collect-sysdiagnose", "next-steps/collect-encrypted-backup"];
/** What to make next, by what was handed over: only what adds to it, and what that phone can make. */
const TO_COLLECT: Readonly<Record<string, Partial<Record<AcquisitionKind, string>>>> = {
  [SYSDIAGNOSE]: {
    "ios-backup": SYSDIAGNOSE,
    "ios-backup-encrypted": SYSDIAGNOSE,
    "ios-file-system": SYSDIAGNOSE,
    "android-bugreport": "next-steps/collect-androidqf",
    "android-backup": "next-steps/collect-bugreport",
    "android-intrusion-log": "next-steps/collect-bugreport",
  },
  [ENCRYPTED_BACKUP]: {
    "ios-backup": ENCRYPTED_BACKUP,
    sysdiagnose: ENCRYPTED_BACKUP,
    "android-bugreport": "next-steps/collect-androidqf",
    "android-backup": "next-steps/collect-bugreport",
    "android-intrusion-log": "next-steps/collect-bugreport",
  },
};

/** What each of these steps would bring. */
const COLLECTED: Readonly<Record<string, AcquisitionKind>> = {
  [SYSDIAGNOSE]: "sysdiagnose",
  [ENCRYPTED_BACKUP]: "ios-backup-encrypted",
  "next-steps/collect-androidqf": "androidqf",
  "next-steps/collect-bugreport": "android-bugreport",
};

/** The steps of a headline that these acquisitions leave open: each would have to gain by it, and none may be it already. */
const stepsFor = (headline: Headline, kinds: readonly AcquisitionKind[]): readonly string[] =>
  STEPS[headline].flatMap((id) => (Object.hasOwn(TO_COLLECT, id) ? toCollect(TO_COLLECT[id]!, kinds) : id));

function toCollect(steps: Partial<Record<AcquisitionKind, string>>, kinds: readonly AcquisitionKind[]): readonly string[] {
  const wanted = kinds.flatMap((kind) => steps[kind] ?? []);
  return wanted.length < kinds.length ? [] : wanted.filter((id) => !kinds.includes(COLLECTED[id]!)).slice(0, 1);
}

function stepsOf(headline: Headline, classes: readonly PackClass[], { kinds, isLocked }: StepFacts): readonly string[] {
  const [first, ...rest] = STEPS[headline];
  if (headline === "review-recommended") return [first!, ...classes.flatMap((one) => REVIEW_STEPS[one] ?? []), ...rest];
  const steps = stepsFor(headline, kinds);
  return isLocked ? ["next-steps/unlock", ...steps] : steps;
}

const contacts = (purpose: HelpPurpose): Message[] => helpFor(purpose).map(contactStep);
