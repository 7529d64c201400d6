import { definePrograms } from "../detection.ts";
import { byNumber, type ListedAlive, liveLists } from "../live-lists.ts";
import { subjectOfProgram } from "../program-subject.ts";

export default definePrograms({
  id: "ios/process-with-two-images",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "medium",
  confidence: "low",
  platform: "ios",
  falsePositives: ["update", "reused-number"],
  references: ["https://github.com/EC-DIGIT-CSIRC/sysdiagnose", "https://attack.mitre.org/techniques/T1574/"],

  keeps: () => false,
  judge: (inventory) =>
    [...byNumber(liveLists(inventory))].flatMap(([pid, processes]) => {
      const [first, other] = differing(processes);
      if (!first || !other) return [];
      const { name, path } = first.program;
      const subject = subjectOfProgram(first.program);
      const params = { pid, program: path ?? name, first: first.imageUuid!, other: other.imageUuid! };
      return [{ subject, message: "summary", params, count: 1, sightings: [first.sighting, other.sighting] }];
    }),
});

/** Two of one program with different images. Programs of two names are another rule's. */
function differing(processes: readonly ListedAlive[]): readonly (ListedAlive | undefined)[] {
  const [first, ...others] = processes.filter(({ imageUuid }) => imageUuid !== undefined);
  const other = others.find(({ imageUuid, program }) => imageUuid !== first!.imageUuid && program === first!.program);
  return [first, other];
}
