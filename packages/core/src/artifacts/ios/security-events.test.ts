import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import securityEvents from "./security-events.ts";

const PATH = "bridle:/sysdiagnose/security-sysdiagnose.txt";
// The form that the tests of EC-DIGIT's parser quote.
const TEXT = `ccstatus: In Circle (0)
Rapport keychain state:
rapport: acct=69AAAFE9-A7FA-4BF3-922E-A14C33F11924,agrp=com.apple.rapport,cdat=2023-05-24 19:56:14 +0000,labl=Somebody's iPhone
Analytics sysdiagnose

Client: trust
2023-05-24 19:55:51 +0000 EventSoftFailure: OTAPKIEvent - Attributes: {product : iPhone OS, build : 19H349, errorDomain : NSOSStatusErrorDomain, modelid : iPhone9,3, errorCode : -67694 }
2023-05-24 19:57:58 +0000 EventSoftFailure: MitmDetectionEvent - Attributes: {product : iPhone OS, overallScore : 0, timeSinceLastReset : 127, rootUsages : (
 foo, bar
), errorDomain : MITMErrorDomain, modelid : iPhone9,3, errorCode : 0 }
Client: cloudservices
2024-09-06 9:45:15 PM +0000 EventHardFailure: CloudServicesSetConfirmedManifest - Attributes: {errorDomain : NSOSStatusErrorDomain, errorCode : -25308 }
Client: local
No data
All values in 'All'
2024-09-06 09:45:15 +0000 EventHardFailure: NotAnEvent - Attributes: {errorCode : 1 }
`;
const bytesOf = (text: string) => new TextEncoder().encode(text);

test("reads each event with its watch, time and error, over several lines too", async () => {
  const records = await recordsOf(securityEvents, PATH, bytesOf(TEXT));
  expect(records).toMatchObject([
    {
      watch: "trust",
      eventName: "OTAPKIEvent",
      eventClass: "EventSoftFailure",
      errorDomain: "NSOSStatusErrorDomain",
      securityError: -67694,
    },
    { watch: "trust", eventName: "MitmDetectionEvent", errorDomain: "MITMErrorDomain", securityError: 0, overallScore: 0 },
    { watch: "cloudservices", eventName: "CloudServicesSetConfirmedManifest", eventClass: "EventHardFailure", securityError: -25308 },
  ]);
  expect(records.map(({ time }) => time?.earliest)).toEqual([
    String(Date.parse("2023-05-24T19:55:51Z") * 1e6),
    String(Date.parse("2023-05-24T19:57:58Z") * 1e6),
    String(Date.parse("2024-09-06T21:45:15Z") * 1e6),
  ]);
});

test("reads nothing of the keychain's items", async () => {
  expect(JSON.stringify(await recordsOf(securityEvents, PATH, bytesOf(TEXT)))).not.toMatch(/Somebody|69AAAFE9/);
});

test("keeps an event whose date does not exist, without a time", async () => {
  const [event] = await recordsOf(
    securityEvents,
    PATH,
    bytesOf("Client: trust\n2023-13-41 19:55:51 +0000 EventSoftFailure: OTAPKIEvent - Attributes: {}\n"),
  );
  expect(event).toEqual({ watch: "trust", eventName: "OTAPKIEvent", eventClass: "EventSoftFailure" });
});

test("says when no line is of the known form, and nothing of an empty file", async () => {
  expect((await read(securityEvents, { [PATH]: bytesOf("security: command not found\n") })).problems).toMatchObject([
    { reason: "unreadable-form" },
  ]);
  expect((await read(securityEvents, { [PATH]: new Uint8Array() })).problems).toEqual([]);
});

test("ends every damaged copy, and attributes without an end, with records or a FormatError", async () => {
  expect(await faultsOf(securityEvents, PATH, bytesOf(TEXT))).toEqual([]);
  const endless = `Client: trust\n2023-05-24 19:55:51 +0000 EventSoftFailure: A - Attributes: {\n${"x , y\n".repeat(100_000)}`;
  expect(await recordsOf(securityEvents, PATH, bytesOf(endless))).toHaveLength(1);
});
