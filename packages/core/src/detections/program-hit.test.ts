import { expect, test } from "vitest";
import { fromUnixSeconds } from "../model/time.ts";
import { hitsOf } from "../testing/index.ts";
import crashOutside from "./ios/crash-outside-system.ts";
import logOutside from "./ios/log-process-outside-system.ts";
import loggingOutside from "./ios/logging-process-outside-system.ts";
import processOutside from "./ios/process-outside-system.ts";
import shutdownOutside from "./ios/shutdown-client-outside-system.ts";

const time = fromUnixSeconds(1_700_000_000)!;
const client = (path: string) => ({ kind: "client", shutdown: 1, pid: 7, path, time });
const STAGING = "/private/var/db/com.apple.xpc.roleaccountd.staging";

test.each([`${STAGING}/subridged`, "/private/var/tmp/UserEventAgent", "/private/var/root/Library/Caches/x"])("speaks of %s", (path) => {
  expect(hitsOf(shutdownOutside, [client(path)])).toMatchObject([{ subject: { type: "file:path", value: path }, time }]);
  expect(hitsOf(processOutside, [{ pid: 1, command: path, path }])).toHaveLength(1);
  expect(hitsOf(loggingOutside, [{ process: path, time }])).toHaveLength(1);
  expect(hitsOf(crashOutside, [{ kind: "report", bugType: "309", path, time }])).toHaveLength(1);
  expect(hitsOf(logOutside, [{ pid: 1, euid: 0, boot: "B", isUnresolved: false, path, first: time }])).toHaveLength(1);
});

test.each([
  `${STAGING}/exec/16777225.1234.xpc/com.apple.NRD.UpdateBrainService`, // the one tenant that Apple put there
  "/usr/libexec/locationd",
  "/kernel",
  "/private/var/containers/Bundle/Application/com.example/Example.app/Example",
  "/private/preboot/Cryptexes/OS/usr/libexec/x",
])("is silent on %s", (path) => {
  expect(hitsOf(shutdownOutside, [client(path)])).toEqual([]);
  expect(hitsOf(processOutside, [{ pid: 1, command: path, path }])).toEqual([]);
  expect(hitsOf(loggingOutside, [{ process: path, time }])).toEqual([]);
  expect(hitsOf(crashOutside, [{ kind: "report", bugType: "309", path, time }])).toEqual([]);
});

test("the brain of an update is told by the whole shape of its path", () => {
  const brain = "com.apple.NRD.UpdateBrainService";
  for (const path of [`${STAGING}/${brain}`, `${STAGING}/exec/x.xpc/${brain}`, `${STAGING}/exec/1.2.xpc/${brain}/more`])
    expect(hitsOf(shutdownOutside, [client(path)])).toHaveLength(1);
});

test("shutdowns and reports without a path are no programs", () => {
  expect(hitsOf(shutdownOutside, [{ kind: "shutdown", shutdown: 1, clients: 0, delaySeconds: 0, isEnded: true }])).toEqual([]);
  expect(
    hitsOf(crashOutside, [
      { kind: "report", bugType: "210" },
      { kind: "process", bugType: "298", name: "x" },
    ]),
  ).toEqual([]);
});
