import { expect, test } from "vitest";
import powerLog from "../../artifacts/ios/power-log.ts";
import processes from "../../artifacts/ios/processes.ts";
import unifiedLogProcesses from "../../artifacts/ios/unified-log-processes.ts";
import { programHitsOf } from "../../testing/programs.ts";
import rule from "./sideloading-tool-process.ts";

const APP = "/private/var/containers/Bundle/Application/5D2B7A90-0C1E-4B6F-9A3D-1E2F3A4B5C6D/Example.app";
const spoke = (path: string | undefined) => ({ pid: 1, euid: 501, boot: "B", isUnresolved: false, ...(path !== undefined && { path }) });
const listed = (path: string) => ({ pid: 1, uid: 0, command: path, path });

test("speaks loudly of what SeaShell lays into an app, once for all sources", () => {
  const hits = programHitsOf(
    rule,
    [unifiedLogProcesses, [spoke(`${APP}/Example.hooked`), spoke(`${APP}/mussel`)]],
    [processes, [listed(`${APP}/Example.hooked`)]],
  );
  expect(hits).toMatchObject([
    { hit: { subject: { type: "file:path", value: `${APP}/Example.hooked` }, message: "planted", params: { sources: 2 } }, count: 2 },
    { hit: { subject: { type: "file:path", value: `${APP}/mussel` }, message: "planted" } },
  ]);
  expect(hits[0]!.hit).not.toHaveProperty("severity");
});

test("speaks less loudly of tools that install and sign apps, by path and by name alone", () => {
  const hits = programHitsOf(
    rule,
    [unifiedLogProcesses, [spoke(`${APP}/trollstorehelper`)]],
    [powerLog, [{ kind: "started", process: "ldid" }]],
  );
  expect(hits.map(({ hit: { subject, message, severity } }) => [(subject as { value: string }).value, message, severity])).toEqual([
    ["ldid", "tool", "medium"],
    [`${APP}/trollstorehelper`, "tool", "medium"],
  ]);
});

test("is silent on names that only begin or end alike, on the system's own volume, elsewhere, and on programs without a name", () => {
  const silent = [
    "/usr/libexec/ldid",
    "/usr/libexec/mussel",
    `${APP}/hooked`,
    `${APP}/mussels`,
    `${APP}/.hooked`,
    `${APP}/x.hooked/Example`,
  ];
  const others = [`${APP}/Example`, `${APP}/trollstorehelper2`, undefined];
  expect(programHitsOf(rule, [unifiedLogProcesses, [...silent, ...others].map(spoke)])).toEqual([]);
});
