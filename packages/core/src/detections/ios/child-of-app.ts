import { isBelow } from "../../model/canonical-path.ts";
import { definePrograms, type Inventory, type ProgramHit } from "../detection.ts";
import { type ListedAlive, liveLists } from "../live-lists.ts";
import { subjectOfProgram } from "../program-subject.ts";

const APPS = "/private/var/containers/Bundle/Application";

export default definePrograms({
  id: "ios/child-of-app",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "high",
  confidence: "medium",
  platform: "ios",
  falsePositives: ["jailbreak", "sideloading-tools", "reused-number"],
  references: ["https://github.com/EC-DIGIT-CSIRC/sysdiagnose", "https://developer.apple.com/documentation/security/app-sandbox"],

  keeps: () => false,
  judge: (inventory) => [...Map.groupBy(childrenIn(inventory), ({ child }) => child.program).values()].map(hitOf),
});

interface Family {
  readonly child: ListedAlive;
  readonly parent: ListedAlive;
}

/** Parent and child of the same list: numbers of different lists may be of different processes. */
const childrenIn = (inventory: Inventory): readonly Family[] =>
  [...liveLists(inventory).values()].flatMap((list) =>
    [...list.values()].flatMap((child) => {
      const parent = child.parentPid === undefined ? undefined : list.get(child.parentPid);
      const isOfApp = parent?.program.path !== undefined && isBelow(parent.program.path, APPS);
      return parent && isOfApp ? [{ child, parent }] : [];
    }),
  );

function hitOf(families: readonly Family[]): ProgramHit {
  const [{ child, parent }] = families as readonly [Family, ...Family[]];
  const { path, name } = child.program;
  const subject = subjectOfProgram(child.program);
  const sightings = [...new Set(families.map((family) => family.child.sighting))];
  return { subject, message: "summary", params: { child: path ?? name, parent: parent.program.path! }, count: families.length, sightings };
}
