import { expect, test } from "vitest";
import processes from "../../artifacts/ios/processes.ts";
import unifiedLogProcesses from "../../artifacts/ios/unified-log-processes.ts";
import { programHitsOf } from "../../testing/programs.ts";
import rootProcess from "./root-process-of-app.ts";

const APP = "/private/var/containers/Bundle/Application/com.example/Example.app/helper";
const process = (fields: object) => ({ pid: 1, euid: 0, boot: "B", isUnresolved: false, path: APP, ...fields });

test("speaks of root among the apps once, whoever says so", () => {
  const listed = { pid: 1, uid: 0, command: APP, path: APP };
  expect(programHitsOf(rootProcess, [unifiedLogProcesses, [process({}), process({ euid: 501 })]], [processes, [listed]])).toMatchObject([
    { hit: { subject: { type: "file:path", value: APP }, params: { sources: 2 } }, count: 3 },
  ]);
});

test("is silent on all else", () => {
  const others = [process({ euid: 501 }), process({ path: "/usr/libexec/lsd" }), process({ path: undefined, imageUuid: "A" })];
  expect(programHitsOf(rootProcess, [unifiedLogProcesses, others])).toEqual([]);
});
