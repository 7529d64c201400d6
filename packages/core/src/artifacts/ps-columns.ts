import { optional } from "./optional-field.ts";

/** The columns of a line of `ps`, as toybox and the older toolbox print them. What is not there, or no number, is left out. */
export interface PsColumns {
  readonly label?: string;
  readonly user: string;
  readonly pid: number;
  readonly thread?: number;
  readonly parent?: number;
  readonly virtualKilobytes?: number;
  readonly residentKilobytes?: number;
  readonly waitsIn?: string;
  readonly state: string;
  readonly name: string;
}

/** Columns between the state and the name in bug reports (`-O pri,nice,rtprio,sched,pcy,time`). */
const BETWEEN: ReadonlySet<string> = new Set(["PRI", "NI", "RTPRIO", "SCH", "PCY", "TIME"]);
/** Columns that end a line and may hold spaces. */
const LAST: ReadonlySet<string> = new Set(["NAME", "CMD", "CMDLINE", "ARGS"]);
/** A state, and what some builds append: `<` high priority, `N` low, `L` locked, `s` leader, `l` threads, `+` foreground. */
const STATE = /^[RSDTtXxZPIKWN][<NLsl+]*$/;
const ADDRESS = /^[0-9a-f]+$/i;

/** At the beginning of the line, where no process can write. */
const HEADER = /^\s*(?:USER|LABEL)\s/;

/** A reader of lines under this header; undefined where the line is no header of `ps`. */
export function psReader(header: string): ((text: string) => PsColumns | undefined) | undefined {
  if (!HEADER.test(header)) return undefined;
  const columns = header.trim().split(/\s+/);
  if (!columns.includes("USER") || !columns.includes("PID") || !LAST.has(columns.at(-1)!)) return undefined;
  const at = (name: string): number | undefined => (columns.includes(name) ? columns.indexOf(name) : undefined);
  const places = {
    label: at("LABEL"),
    user: at("USER")!,
    pid: at("PID")!,
    thread: at("TID"),
    parent: at("PPID"),
    virtual: at("VSZ") ?? at("VSIZE"),
    resident: at("RSS"),
  };
  const before = 1 + Math.max(...Object.values(places).filter((place) => place !== undefined));
  const start = new RegExp(`^\\s*((?:\\S+\\s+){${before}})(.*)$`);
  const skipped = columns.filter((name) => BETWEEN.has(name)).length;
  const nameAfter = [2, 3].map((words) => new RegExp(`^(?:\\S+\\s+){${words + skipped}}(.*)$`)) as [RegExp, RegExp];
  return (text) => {
    const match = start.exec(text);
    if (!match) return undefined;
    const words = match[1]!.trim().split(/\s+/);
    const pid = numberOf(words[places.pid]);
    const tail = tailOf(match[2]!, nameAfter);
    if (!tail || pid === undefined) return undefined;
    const number = (place: number | undefined): number | undefined => numberOf(place === undefined ? undefined : words[place]);
    return {
      ...optional("label", places.label === undefined ? undefined : words[places.label]),
      user: words[places.user]!,
      pid,
      ...optional("thread", number(places.thread)),
      ...optional("parent", number(places.parent)),
      ...optional("virtualKilobytes", number(places.virtual)),
      ...optional("residentKilobytes", number(places.resident)),
      ...tail,
    };
  };
}

/**
 * `WCHAN ADDR S … NAME`. Where WCHAN is empty the line has a word less: the state stands after the address, and tells which it is.
 * What follows the state is the name, spaces and all.
 */
function tailOf(
  rest: string,
  [nameAfterTwo, nameAfterThree]: readonly [RegExp, RegExp],
): Pick<PsColumns, "waitsIn" | "state" | "name"> | undefined {
  const [first = "", second = "", third = ""] = rest.split(/\s+/, 3);
  const isWaitEmpty = ADDRESS.test(first) && STATE.test(second);
  const state = isWaitEmpty ? second : third;
  if (!STATE.test(state)) return undefined;
  const name = (isWaitEmpty ? nameAfterTwo : nameAfterThree).exec(rest)?.[1]?.trim();
  if (name === undefined || name === "") return undefined;
  return { ...(isWaitEmpty ? {} : { waitsIn: first }), state, name };
}

const numberOf = (word: string | undefined): number | undefined =>
  word !== undefined && /^\d{1,15}$/.test(word) ? Number(word) : undefined;
