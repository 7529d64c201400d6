import { definePrograms, type Inventory, type ProgramHit } from "../detection.ts";
import { byNumber, isSettled, type ListedAlive, liveLists, mayBeSame } from "../live-lists.ts";

/** Lists whose names are the kernel's; what `ps` shows without a path a process may write itself. */
const NAMED_BY_KERNEL: ReadonlySet<string> = new Set(["ios/spindump", "ios/taskinfo"]);
/** With more of them the lists are not of the same time, or not of the same phone. */
const MAX_DIFFERENT = 20;

export default definePrograms({
  id: "ios/process-with-two-names",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "medium",
  confidence: "low",
  platform: "ios",
  falsePositives: ["reused-number", "other-program"],
  references: ["https://github.com/EC-DIGIT-CSIRC/sysdiagnose", "https://attack.mitre.org/techniques/T1036/"],

  keeps: () => false,
  judge(inventory) {
    const hits = pairsIn(inventory);
    return hits.length > MAX_DIFFERENT ? [] : hits;
  },
});

const isNamed = ({ program, sighting }: ListedAlive): boolean => program.path !== undefined || NAMED_BY_KERNEL.has(sighting.artifact);

function pairsIn(inventory: Inventory): readonly ProgramHit[] {
  return [...byNumber(liveLists(inventory))].flatMap(([pid, processes]) => {
    // Those first that had run for long.
    const named = processes.filter(isNamed).sort((a, b) => Number(isSettled(b)) - Number(isSettled(a)));
    const [first] = named;
    const other = first && named.find((process) => !mayBeSame(process.program.name, first.program.name));
    return first && other ? [hitOf(pid, first, other)] : [];
  });
}

const hitOf = (pid: number, first: ListedAlive, other: ListedAlive): ProgramHit => {
  const names = [first, other].map(({ program }) => program.name);
  // What had run for long when one list was taken ran when the other was: its number was nobody else's.
  const isOld = isSettled(first) || isSettled(other);
  return {
    subject: names.map((value) => ({ type: "process:name", value }) as const),
    message: "summary",
    params: { pid, first: names[0]!, other: names[1]! },
    severity: isOld ? "medium" : "low",
    count: 1,
    sightings: [first.sighting, other.sighting],
  };
};
