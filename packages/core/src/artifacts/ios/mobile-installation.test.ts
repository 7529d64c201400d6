import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import mobileInstallation from "./mobile-installation.ts";

const PATH = "/private/var/installd/Library/Logs/MobileInstallation/mobile_installation.log.0";
const APP = "org.example.chat";
const BUNDLE = "/private/var/containers/Bundle/Application/9FE717E1-1A80-4973-B315-158AF5E4311E";
const at = (clock: string, text: string, thread = "0x16b48f000"): string => `Mon Apr  7 ${clock} 2025 [234] <notice> (${thread}) ${text}`;
const LINES = [
  at(
    "06:13:34",
    '-[MIClientConnection _doInstallationForURL:identity:domain:options:completion:]: Install of "/private/var/staging/Chat.app" type Developer (LSInstallType = (null), Domain: MIInstallationDomainDefault) requested by installcoordinationd (pid 960 (501/501))',
  ),
  at(
    "06:13:34",
    "-[MIInstaller _installInstallable:containingSymlink:error:]: Installing <MIInstallableBundle ID=org.example.chat; Persona=P, Version=7, ShortVersion=7.53>",
  ),
  at(
    "06:13:35",
    `-[MIContainer makeContainerLiveReplacingContainer:reason:waitForDeletion:withError:]: Made container live for ${APP} at ${BUNDLE}`,
  ),
  at("06:13:36", `-[MIInstaller performInstallationWithError:]: Install Successful for (Developer:${APP}); Staging: 0.01s; Overall: 0.14s`),
  at(
    "07:40:47",
    `-[MIClientConnection _uninstallIdentities:withOptions:completion:]: Uninstall requested by installcoordinationd (pid 123 (501/501)) for identity [${APP}/PersonalPersonaPlaceholderString] with options: {`,
  ),
  "    WaitForStorageDeletion = 0;",
  "}",
  at("07:40:48", `-[MIUninstaller _uninstallBundleWithIdentity:error:]: Uninstalling identifier ${APP}`),
  at("07:40:48", `-[MIUninstaller _uninstallBundleWithIdentity:error:]: Destroying container ${APP} with persona (null) at ${BUNDLE}`),
  at("08:06:18", "main: Reboot detected"),
];
const bytesOf = (lines: readonly string[]) => new TextEncoder().encode(`${lines.join("\n")}\n`);
const LOG = bytesOf(LINES);

test("tells who asked for an app, that it was put there and removed, in the phone's wall clock", async () => {
  const records = await recordsOf(mobileInstallation, PATH, LOG);
  expect(records.map(({ installationStep }) => installationStep)).toEqual([
    "requested",
    "begun",
    "container-made",
    "installed",
    "removal-requested",
    "removed",
    "container-destroyed",
    "boot",
  ]);
  expect(records[1]).toMatchObject({ bundleId: APP, appVersion: "7.53", requester: "installcoordinationd", installType: "Developer" });
  expect(records[3]).toMatchObject({
    bundleId: APP,
    installType: "Developer",
    requester: "installcoordinationd",
    logged: { raw: "Mon Apr  7 06:13:36 2025", clock: "device-local", zoneSource: "assumed" },
  });
  expect(records[4]).toMatchObject({ bundleId: APP, requester: "installcoordinationd" });
  expect(records[6]).toMatchObject({ path: BUNDLE });
  const events = records.flatMap((record) => mobileInstallation.events!(record));
  expect(events.map(({ kind }) => kind)).toEqual(["install", "uninstall", "boot"]);
  expect(mobileInstallation.observables!(records[3]!)).toEqual([{ type: "app:id", role: "installed", value: APP }]);
  expect(mobileInstallation.observables!(records[5]!)).toEqual([{ type: "app:id", role: "listed", value: APP }]);
});

test("takes the zone of a sysdiagnose's making, and says whose it is", async () => {
  const about = { kind: "sysdiagnose", zone: "-07:00" } as const;
  const { records } = await read(mobileInstallation, { [PATH]: LOG }, PATH, undefined, about);
  expect(records[0]!.logged).toMatchObject({ earliest: "1744031614000000000", clock: "utc", zoneSource: "archive-default" });
});

test("does not take a request on one thread for an installation on another", async () => {
  const [, other] = await recordsOf(
    mobileInstallation,
    PATH,
    bytesOf([LINES[0]!, at("06:13:36", "-[A b]: Install Successful for (Customer:com.other.app)", "0x1")]),
  );
  expect(other).not.toHaveProperty("requester");
  expect(other).toMatchObject({ installType: "Customer" });
});

test("is not deceived by sentences within names", async () => {
  const forged = at("06:13:34", '-[A b]: Failed to load "/x/Install Successful for (Customer:com.forged)"');
  expect(await recordsOf(mobileInstallation, PATH, bytesOf([forged]))).toEqual([]);
});

test("says when no line is of the known form, keeps an entry whose date is none, and is content with an empty file", async () => {
  expect((await read(mobileInstallation, { [PATH]: bytesOf(["{}", "x"]) })).problems).toMatchObject([{ reason: "unreadable-form" }]);
  const [boot] = await recordsOf(mobileInstallation, PATH, bytesOf([LINES.at(-1)!.replace("Apr  7", "Apr 31")]));
  expect(boot).toEqual({ installationStep: "boot" });
  expect((await read(mobileInstallation, { [PATH]: new Uint8Array() })).problems).toEqual([]);
});

test("reads what stands around a line of many megabytes, which is told as cut", async () => {
  const huge = at("06:13:34", `-[A b]: ${"Made container live for ".repeat(100_000)}`);
  const { records, problems } = await read(mobileInstallation, { [PATH]: bytesOf([huge, LINES.at(-1)!]) });
  expect(records).toMatchObject([{ installationStep: "boot" }]);
  expect(problems).toMatchObject([{ reason: "over-budget" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(mobileInstallation, PATH, LOG)).toEqual([]);
});
