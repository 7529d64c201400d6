import { baseName } from "../model/canonical-path.ts";

/** What a line tells of, by its format string. */
export type LogTopic =
  | "launch" // a program was started
  | "exit" // one ended, and why
  | "crash" // a report of a crash was made
  | "memory-kill" // one was ended because memory ran out
  | "code-signing" // code was refused, or its signature is none
  | "sandbox" // a program was refused what its profile does not allow
  | "entitlement" // one asked for what it has no right to
  | "management" // device management and profiles
  | "restart" // the phone, or its user space, went down
  | "published"; // words that stood in published implants

interface Sign {
  readonly topic: LogTopic;
  /** Programs and images that word it so; all where there are none. */
  readonly by?: readonly string[];
  readonly words: RegExp;
}

/**
 * Lines worth keeping of programs of the system. The words of Apple's own programs are written down from memory and from published
 * write-ups, not from a list of Apple's; versions word them differently, so what is missing here says nothing. `published` are names that
 * reports on Coruna gave (Google Threat Intelligence Group, iVerify, 2026).
 */
const SIGNS: readonly Sign[] = [
  { topic: "published", words: /plasma_heartbeat_monitor|PLExploitationInterface|\bcom\.plasma\./ },
  { topic: "launch", by: ["launchd", "xpcproxy"], words: /[Ss]uccessfully spawned|\bspawn(?:ed|ing)\b/ },
  { topic: "exit", by: ["launchd"], words: /exited due to|[Ee]xited with|exit(?:ed)? (?:abnormally|code)/ },
  {
    topic: "crash",
    by: ["ReportCrash", "osanalyticshelper", "OSAnalytics", "kernel"],
    words: /Saved type|[Cc]rash ?[Rr]eport|Formulating|[Cc]orpse/,
  },
  { topic: "memory-kill", by: ["kernel"], words: /memorystatus: killing|jetsam/i },
  {
    topic: "code-signing",
    by: ["kernel", "amfid", "AppleMobileFileIntegrity", "trustd"],
    words: /AMFI.*(?:not|invalid|denied|kill|fail)|[Cc]ode [Ss]ignature|CODE SIGNING|[Ll]ibrary [Vv]alidation|hash (?:mismatch|agility)/,
  },
  { topic: "sandbox", by: ["kernel", "Sandbox", "sandboxd"], words: /\bdeny\(\d+\)|\bdeny[( ]|[Ss]andbox.*violation/ },
  {
    topic: "entitlement",
    words: /(?:lacks?|missing|without|not have|denied|requires?|not)\b.{0,40}\bentitle|\bentitle\w*.{0,40}\b(?:missing|denied|required)/i,
  },
  { topic: "management", by: ["profiled", "mdmd", "mdmuserd", "dmd", "remotemanagementd"], words: /[Ii]nstall|[Rr]emov|[Ee]nroll|MDM/ },
  {
    topic: "restart",
    by: ["launchd", "kernel", "backboardd", "SpringBoard"],
    words: /[Uu]serspace reboot|[Ss]hut(?:ting)? ?down|[Rr]eboot/,
  },
];

/** Words stand at the beginning; a text of any length must not cost. */
const MAX_WORDS = 1_024;

/** The first topic whose words a format string, or a text that is its own format, holds. */
export function topicOf(words: string, process: string | undefined, sender: string | undefined): LogTopic | undefined {
  const names = [process, sender].map((path) => (path === undefined ? undefined : baseName(path)));
  const isBy = (by: readonly string[] | undefined): boolean =>
    by === undefined || names.some((name) => name !== undefined && by.includes(name));
  const beginning = words.slice(0, MAX_WORDS);
  return SIGNS.find((sign) => isBy(sign.by) && sign.words.test(beginning))?.topic;
}

/** Formats that are one argument and nothing else: the words stand in the argument. */
const ARGUMENT_ALONE = /^%(?:\{[^}]*\})?[s@]$/;
const TOPIC_PROGRAMS: ReadonlySet<string> = new Set(SIGNS.flatMap(({ by = [] }) => by));

/** Whether lines of this format can be of a topic: asked once for each format string. */
export function mayTell(words: string): "never" | "perhaps" | "by-argument" {
  if (ARGUMENT_ALONE.test(words)) return "by-argument";
  const beginning = words.slice(0, MAX_WORDS);
  return SIGNS.some((sign) => sign.words.test(beginning)) ? "perhaps" : "never";
}

/** Whether a program is one of those whose words are known. */
export const isTopicProgram = (name: string): boolean => TOPIC_PROGRAMS.has(name);
