import { expect, test } from "vitest";
import processes from "../../artifacts/ios/processes.ts";
import { programHitsOf } from "../../testing/programs.ts";
import rule from "./system-name-among-apps.ts";

const APP = "/private/var/containers/Bundle/Application/com.example/Example.app";
const ran = (...paths: string[]): readonly object[] => paths.map((path, index) => ({ pid: index + 9, command: path, path }));

test("speaks of a program among the apps that bears the name of a daemon that ran", () => {
  expect(programHitsOf(rule, [processes, ran("/usr/libexec/locationd", `${APP}/locationd`)])).toMatchObject([
    { hit: { subject: { type: "file:path", value: `${APP}/locationd` }, params: { daemon: "/usr/libexec/locationd" } } },
  ]);
});

test("is silent on namesakes of apps and extensions, and where the daemon was not seen", () => {
  const silent = ["/System/Library/CoreServices/Notes.app/Notes", `${APP}/Notes`, `${APP}/trustd`, "/usr/libexec/lsd"];
  expect(programHitsOf(rule, [processes, ran(...silent)])).toEqual([]);
});
