import { expect, test } from "vitest";
import { faultsOf, read } from "../../testing/index.ts";
import logcat from "./logcat.ts";

const PATH = "bridle:/logcat/events";
const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
const ABOUT = { made: "2024-03-21T12:00:00Z", zone: "UTC" };
const LOG = `--------- beginning of events
03-21 11:07:01.123  1000  1402  1420 I am_proc_start: [0,4321,10123,com.example.app:remote,broadcast,{com.example.app/.Boot}]
03-21 11:07:02.000  1000  1402  1420 I am_crash: [4321,0,com.example.app,551075396,java.lang.Exception,x,y,1]
03-21 11:07:03.000  1000  1402  1420 I am_kill : [0,4321,com.example.app,900,empty #17]
03-21 11:07:04.000 10123  4321  4321 I am_proc_start: [0,1,0,forged,x,{}]
03-21 11:07:05.000 10123  4321  4321 W ple.app:remote: type=1400 audit(0.0:12): avc:  denied  { read open } for  comm="ple.app:remote" path="/proc/kallsyms" dev="proc" ino=1 scontext=u:r:untrusted_app:s0:c1 tcontext=u:object_r:proc_kallsyms:s0 tclass=file permissive=0 app=com.example.app
03-21 11:07:06.000  1402  1420 I ActivityManager: Start proc 77:com.example.two/u0a99 for service {com.example.two/com.example.two.S}
03-21 11:07:07.000 10123  77  77 F libc    : Fatal signal 11 (SIGSEGV), code 1 (SEGV_MAPERR), fault addr 0x0 in tid 80 (worker), pid 77 (m.example.two)
03-21 11:07:08.000 10123  77  77 E AndroidRuntime: Process: com.example.two, PID: 77
03-21 11:07:09.000 10123  77  77 I whatever: nothing of ours
`;

test("tells starts, crashes, ends and denials, each with its line and the phone's time", async () => {
  const { located, problems } = await read(logcat, { [PATH]: encoded(LOG) }, PATH, undefined, ABOUT);
  expect(problems).toEqual([]);
  expect(located.map(({ at, data }) => [(at[0] as { line: number }).line, data.kind, data.process, data.because])).toEqual([
    [2, "start", "com.example.app:remote", "broadcast"],
    [3, "crash", "com.example.app", "java.lang.Exception"],
    [4, "end", "com.example.app", "empty #17"],
    [6, "denial", "ple.app:remote", undefined],
    [7, "start", "com.example.two", "service {com.example.two/com.example.two.S}"],
    [8, "crash", "m.example.two", "SIGSEGV SEGV_MAPERR"],
    [9, "crash", "com.example.two", undefined],
  ]);
  expect(located[0]!.data).toMatchObject({ logged: { earliest: "1711019221123000000" }, pid: 4321, uid: 10123, logWriter: "1000" });
  expect(located[3]!.data).toMatchObject({
    refused: ["read", "open"],
    path: "/proc/kallsyms",
    subjectContext: "u:r:untrusted_app:s0:c1",
    objectClass: "file",
    isPermissive: false,
    app: "com.example.app",
  });
  expect(logcat.observables!(located[3]!.data).map(({ type, role, value }) => [type, role, value])).toEqual([
    ["process:name", "ran", "ple.app:remote"],
    ["app:id", "ran", "com.example.app"],
    ["file:path", "listed", "/proc/kallsyms"],
  ]);
});

test("tells what little a line says, and no more than a line's worth of it", async () => {
  const text = `03-21 11:07:03.000  1000  1402  1420 I am_proc_died: [0,77,a.b,900]
03-21 11:07:03.500  1000  1402  1420 I am_kill : [0,x,a.c,900,${"y".repeat(500)}]
03-21 11:07:04.000  1000  1402  1420 I am_kill : [0,77]
`;
  const { records } = await read(logcat, { [PATH]: encoded(text) }, PATH, undefined, ABOUT);
  const about = { kind: "end", logWriter: "1000" };
  expect(records).toEqual([
    { ...about, logTag: "am_proc_died", logged: expect.anything(), process: "a.b", pid: 77 },
    { ...about, logTag: "am_kill", logged: expect.anything(), process: "a.c", because: "y".repeat(400) },
  ]);
  expect(records.every((record) => Object.values(record).every((value) => value !== undefined))).toBe(true);
});

test("reads lines with years, zones and of the form time", async () => {
  const text = `2022-01-02 11:20:07.171997 +1000  1000  9346  9347 I am_kill : [0,1,a.b,0,x]
01-02 01:02:04.156 I/ActivityManager(  190): Start proc 5:a.c/u0a1 for x
2022-01-02 01:20:07.171997  1000  1885  3066 E am_kill : [0,2,a.d,0,y]
`;
  const { records } = await read(logcat, { [PATH]: encoded(text) }, PATH, undefined, ABOUT);
  expect(records.map(({ process, logged }) => [process, logged?.zoneSource, logged?.earliest])).toEqual([
    ["a.b", "explicit", "1641086407171997000"],
    ["a.c", "settings", "1704157324156000000"],
    ["a.d", "settings", "1641086407171997000"],
  ]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(logcat, PATH, encoded(LOG))).toEqual([]);
});
