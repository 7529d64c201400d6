import { definePrograms, type Inventory, type ProgramHit } from "../detection.ts";
import { byNumber, isSettled, type ListedAlive, liveLists } from "../live-lists.ts";
import { subjectOfProgram } from "../program-subject.ts";

/** Where more are missing the list itself is short, whatever the reason. */
const MAX_MISSING = 3;
/** The kernel, which not every list counts as a process. */
const KERNEL = 0;

export default definePrograms({
  id: "ios/process-missing-from-list",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "low",
  confidence: "low",
  platform: "ios",
  falsePositives: ["ended", "list-cut"],
  references: ["https://github.com/EC-DIGIT-CSIRC/sysdiagnose", "https://attack.mitre.org/techniques/T1564/"],

  keeps: () => false,
  judge: (inventory) => inventory.wholeLists.flatMap((list) => missingFrom(list, inventory)),
});

/** Processes that had run long enough by another list, and of whose program this one has none. */
function missingFrom(list: string, inventory: Inventory): readonly ProgramHit[] {
  const lists = liveLists(inventory);
  const own = lists.get(list);
  if (!own) return [];
  const names = new Set([...own.values()].map(({ program }) => program.name));
  const missing = [...byNumber(lists)].flatMap(([pid, processes]) => {
    const settled = processes.find(isSettled);
    const isThere = own.has(pid) || (settled && names.has(settled.program.name));
    return pid === KERNEL || !settled || isThere ? [] : [{ pid, settled, processes }];
  });
  return missing.length > MAX_MISSING ? [] : missing.map(({ pid, settled, processes }) => hitOf(pid, settled, processes, list));
}

function hitOf(pid: number, { program, ageSeconds }: ListedAlive, processes: readonly ListedAlive[], list: string): ProgramHit {
  const { name, path } = program;
  const subject = subjectOfProgram(program);
  return {
    subject: [subject, list],
    message: `summary-${list.slice(list.indexOf("/") + 1)}`,
    params: { program: path ?? name, pid, minutes: Math.floor(ageSeconds! / 60) },
    count: 1,
    sightings: processes.map(({ sighting }) => sighting),
  };
}
