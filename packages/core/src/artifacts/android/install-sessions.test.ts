import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import installSessions from "./install-sessions.ts";

const PATH = "bridle:/dumpsys/package";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Broken at 120 characters as IndentingPrintWriter does, between pairs and within a long one. */
const ORDINARY = `Active install sessions:
  Session 11:
    userId=0 mOriginalInstallerUid=10090 installerPackageName=com.android.vending mInstallerUid=10090 \n    createdMillis=1790000000000 updatedMillis=1790000000001 stageDir=/data/app/vmdl11.tmp stageCid=null \n    mode=1 installFlags=0x12 appPackageName=com.example.heron appLabel=My Heron originatingUri=null originatingUid=-1 \n    mFinalStatus=0 mFinalMessage=null 

Historical install sessions:
  Session 12:
    userId=0 mOriginalInstallerUid=2000 installerPackageName=null installInitiatingPackageName=com.android.shell \n    mInstallerUid=2000 createdMillis=1790000100000 committedMillis=1790000105000 stageDir=/data/app/vmdl12.tmp \n    mode=1 installFlags=0x400032 appPackageName=com.example.stork packageSource=3 originatingUid=10123 \n    originatingUri=https://files.example/${"a".repeat(90)}\n    ${"b".repeat(20)} referrerUri=null \n    mFinalStatus=1 mFinalMessage=Session installed mParentSessionId=-1 

  Session 13:
    userId=0 mInstallerUid=2000 createdMillis=0 appPackageName=null mFinalStatus=-115 mFinalMessage=INSTALL_FAILED_ABORTED: User 

Legacy install sessions:
  {}
`;

test("tells who installed what, when and from where, through lines that are broken", async () => {
  const { located, problems } = await read(installSessions, { [PATH]: bytes(ORDINARY) });
  expect(problems).toEqual([]);
  expect(located.map(({ at }) => at[0])).toEqual([
    { kind: "line", line: 2 },
    { kind: "line", line: 9 },
    { kind: "line", line: 17 },
  ]);
  const [store, shell, failed] = located.map(({ data }) => data);
  expect(store).toMatchObject({
    sessionId: 11,
    isHistorical: false,
    packageName: "com.example.heron",
    installer: "com.android.vending",
    installerUid: 10090,
    sessionCreated: { earliest: "1790000000000000000", clock: "utc", zoneSource: "explicit" },
    isFromAdb: false,
  });
  expect(store).not.toHaveProperty("originatingUid");
  expect(shell).toMatchObject({
    isHistorical: true,
    initiator: "com.android.shell",
    installerUid: 2000,
    originatingUid: 10123,
    originatingUri: `https://files.example/${"a".repeat(90)}${"b".repeat(20)}`,
    packageSource: 3,
    installFlags: "0x400032",
    isFromAdb: true,
    finalStatus: 1,
    finalMessage: "Session installed",
  });
  expect(failed).toMatchObject({ finalStatus: -115, finalMessage: "INSTALL_FAILED_ABORTED: User" });
  expect(failed).not.toHaveProperty("sessionCreated");
});

test("Android 15 notes the app of a session that a computer began, and addresses cannot forge how it ended", async () => {
  const text = `Historical install sessions:
  Session 14:
    userId=0 mInstallerUid=2000 createdMillis=1790000000000 
    appPackageName=null appLabel=null originatingUri=https://x.example/ mFinalStatus=1 mAppPackageName=com.example.forged 
    mFinalStatus=-115 mFinalMessage=null mPreVerifiedDomains=null mAppPackageName=com.example.stork 
`;
  expect(await recordsOf(installSessions, PATH, bytes(text))).toMatchObject([{ packageName: "com.example.stork", finalStatus: -115 }]);
});

test("what was installed is installed, what failed and where it came from is listed", async () => {
  const [store, shell] = await recordsOf(installSessions, PATH, bytes(ORDINARY));
  expect(installSessions.observables!(store!)).toEqual([{ type: "app:id", role: "listed", value: "com.example.heron" }]);
  expect(installSessions.observables!(shell!).map(({ type, role }) => `${type} ${role}`)).toEqual(["app:id installed", "url:value listed"]);
  expect(installSessions.events!(shell!)).toMatchObject([
    { kind: "install", params: { app: "com.example.stork", installer: "com.android.shell" } },
  ]);
});

test("damaged text costs records, not the reading", async () => {
  expect((await read(installSessions, { [PATH]: bytes(ORDINARY.slice(0, 700)) })).records).toHaveLength(2);
  expect(await faultsOf(installSessions, PATH, bytes(ORDINARY))).toEqual([]);
});
