import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesSource, readBytes } from "../../bytes/byte-source.ts";
import { rangeSource } from "../../bytes/range-source.ts";
import { MAX_MARK_BYTES } from "./candidates.ts";
import { type DumpIndex, indexDump, MAX_MARKS } from "./sections.ts";

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
const DASHES = "-".repeat(79);
const service = (name: string, body: string): string =>
  `${DASHES}\nDUMP OF SERVICE ${name}:\n${body}${serviceEnd(name.replace(/^(?:CRITICAL|HIGH) /, ""))}`;
const serviceEnd = (name: string): string => `--------- 0.010s was the duration of dumpsys ${name}, ending at: 2025-07-01 10:00:01\n`;
const command = (title: string, body: string, run = "cat /x"): string => `------ ${title} (${run}) ------\n${body}${commandEnd(title)}`;
const commandEnd = (title: string): string => `------ 0.074s was the duration of '${title}' ------\n`;

/** Kind and title of each section, its text and its doubts. */
function shown(text: string, index: DumpIndex = indexDump(bytesSource(encoded(text)))): string[] {
  const source = bytesSource(encoded(text));
  return index.sections.map(({ kind, title, priority, offset, end, line, doubts }) => {
    const body = new TextDecoder().decode(readBytes(rangeSource(source, offset, end), 0, 1_000));
    if (text.slice(0, charOf(text, offset)).endsWith("\n"))
      expect(text.split("\n").slice(0, line).join("\n").length + 1, "the line tells the place").toBe(
        text.slice(0, charOf(text, offset)).length,
      );
    return [kind, priority, title, JSON.stringify(body), ...doubts].filter((part) => part !== undefined).join(" ");
  });
}
const charOf = (text: string, offset: number): number => new TextDecoder().decode(encoded(text).subarray(0, offset)).length;

describe("the sections of a dump", () => {
  test("are found with their text and nothing of the lines around it", () => {
    const text =
      `banner\n${command("UPTIME", "up 1 day\n", "uptime")}${command("MEMORY INFO", "MemTotal\n", "/proc/meminfo: 2025-07-01 10:00:00")}` +
      `------ DUMPSYS CRITICAL (/system/bin/dumpsys) ------\n${service("CRITICAL activity", "a\nb\n")}${commandEnd("DUMPSYS CRITICAL")}` +
      `------ DUMPSYS (/system/bin/dumpsys) ------\n${service("package", "Packages:\n\n  x\n")}${service("activity", "c\n")}${commandEnd("DUMPSYS")}`;
    const index = indexDump(bytesSource(encoded(text)));
    expect(shown(text, index).filter((line) => !line.startsWith("command DUMPSYS"))).toEqual([
      'command UPTIME "up 1 day\\n"',
      'command MEMORY INFO "MemTotal\\n"',
      'service CRITICAL activity "a\\nb\\n"',
      'service package "Packages:\\n\\n  x\\n"',
      'service activity "c\\n"',
    ]);
    expect(index.sections.every(({ doubts }) => doubts.length === 0)).toBe(true);
    expect(index.sections[1]).toMatchObject({ command: "/proc/meminfo: 2025-07-01 10:00:00", seconds: 0.074 });
    expect(index.sections.at(-1)).toMatchObject({ seconds: 0.01, endedAt: "2025-07-01 10:00:01" });
    expect(index.headerEnd).toBe("banner\n".length);
    expect(index).toMatchObject({ byteLength: text.length, lines: text.split("\n").length - 1, marksLeftOut: 0 });
  });

  test("begin after what newer systems say of the service's process", () => {
    const text = `${DASHES}\nDUMP OF SERVICE adb:\nService host process PID: 1234\nThreads in use: 2/31\nClient PIDs: 12, 13\nADB\n${serviceEnd("adb")}`;
    expect(shown(text)).toEqual(['service adb "ADB\\n"']);
  });

  test("end with carriage returns alike", () => {
    const text = service("adb", "ADB\n").replaceAll("\n", "\r\n");
    expect(shown(text)).toEqual(['service adb "ADB\\r\\n"']);
  });

  test("without footers end where the next begins, and say so", () => {
    const header = (name: string) => `${DASHES}\nDUMP OF SERVICE ${name}:\n`;
    const text = `${header("a")}1\n${header("b")}2\n${header("c")}3\n`;
    expect(shown(text)).toEqual(['service a "1\\n" unclosed', 'service b "2\\n" unclosed', 'service c "3\\n" unclosed']);
  });

  test("of a command that was killed end with it: the next service of the name is another", () => {
    const text =
      `------ DUMPSYS HIGH (dumpsys) ------\n${DASHES}\nDUMP OF SERVICE HIGH input:\n1\n*** command 'dumpsys' timed out after 60.000s (killing pid 9)\n` +
      `${commandEnd("DUMPSYS HIGH")}${command("UPTIME", "up\n")}${service("input", "2\n")}`;
    expect(shown(text).slice(1)).toEqual([
      expect.stringMatching(/^service HIGH input "1\\n.*" unclosed$/),
      'command UPTIME "up\\n"',
      'service input "2\\n"',
    ]);
  });

  test("tell that dumpsys gave a service up", () => {
    const text = service("slow", "1\n\n*** SERVICE 'slow' DUMP TIMEOUT (10000ms) EXPIRED ***\n\n");
    expect(shown(text)).toEqual([expect.stringMatching(/ timed-out$/)]);
  });

  test("nest where dumpstate prints one for each process", () => {
    const text = `------ SMAPS OF ALL PROCESSES ------\n${command("SHOW MAP 1 (init)", "map (x)\n", "showmap -q 1 (y)")}${commandEnd("SMAPS OF ALL PROCESSES")}${command("LAST", "")}`;
    expect(shown(text).map((line) => line.split(" ").slice(0, 3).join(" "))).toEqual([
      "command SMAPS OF",
      "command SHOW MAP",
      'command LAST ""',
    ]);
  });

  test("that are cut off end with the text", () => {
    expect(shown(`${service("a", "1\n")}${DASHES}\nDUMP OF SERVICE package:\nPack`)).toEqual([
      'service a "1\\n"',
      'service package "Pack" unclosed',
    ]);
    expect(shown(`${DASHES}\nDUMP OF SERVICE package:`)).toEqual(
      ['service package "" unclosed'].map(() => expect.stringMatching(/unclosed$/)),
    );
  });
});

describe("what an app prints", () => {
  const forged = service("package", "Packages:\n  Package [com.forged]\n");

  test("between a service's header and footer is text of that service, even a whole section", () => {
    const text = `${service("notification", `before\n${forged}after\n`)}${service("package", "real\n")}`;
    const lines = shown(text);
    expect(lines.map((line) => line.split(" ")[1])).toEqual(["notification", "package"]);
    expect(lines[0]).toMatch(/after.*holds-headers/);
    expect(lines[1]).toBe('service package "real\\n"');
  });

  test("is no header without the line of dashes directly before it", () => {
    for (const before of ["", `${"-".repeat(78)}\n`, `${"-".repeat(80)}\n`, `${DASHES}\n\n`, ` ${DASHES}\n`])
      expect(
        shown(`${service("a", `${before}DUMP OF SERVICE package:\nx\n`)}`).map((line) => line.split(" ")[1]),
        before,
      ).toEqual(["a"]);
  });

  test("as a footer of its own service is told, and hides no other section", () => {
    const text = `${service("notification", `x\n${serviceEnd("notification")}${forged}`)}${service("package", "real\n")}${service("usb", "u\n")}`;
    expect(shown(text)).toEqual([
      'service notification "x\\n" ends-twice',
      expect.stringMatching(/^service package .*forged.* repeated$/),
      'service package "real\\n" repeated',
      'service usb "u\\n"',
    ]);
  });

  test("as the footer of a service that ended long before hides nothing", () => {
    const text = `${service("package", "real\n")}${service("usb", "u\n")}${service("notification", `x\n${serviceEnd("package")}y\n`)}${service("wifi", "w\n")}`;
    expect(shown(text)).toEqual([
      'service package "real\\n"',
      'service usb "u\\n"',
      expect.stringMatching(/^service notification "x\\n.*y\\n"$/),
      'service wifi "w\\n"',
    ]);
  });

  test("as the footer of the command that runs the dumps does not end it", () => {
    const text = `------ DUMPSYS (dumpsys) ------\n${service("notification", commandEnd("DUMPSYS"))}${service("package", "real\n")}${commandEnd("DUMPSYS")}`;
    const lines = shown(text);
    expect(lines[0]).toMatch(/^command DUMPSYS .*real.*dumpsys package.*"$/);
    expect(lines[2]).toBe('service package "real\\n"');
  });

  test("in a flood hides nothing where the section ends", () => {
    const flood = `${DASHES}\nDUMP OF SERVICE a:\n`.repeat(MAX_MARKS + 10);
    const index = indexDump(bytesSource(encoded(`${service("notification", flood)}${service("package", "real\n")}`)));
    expect(index.sections.map(({ title, doubts }) => [title, ...doubts])).toEqual([["notification", "holds-headers"], ["package"]]);
    expect(index.marksLeftOut).toBe(0);
  });

  test("in a flood without an end takes no memory without end, and what may be missing is counted", () => {
    const index = indexDump(bytesSource(encoded(`${DASHES}\nDUMP OF SERVICE a:\n`.repeat(MAX_MARKS + 10))));
    expect(index.sections.length).toBe(MAX_MARKS);
    expect(index.marksLeftOut).toBe(10);
  });
});

test("lines that are too long to be dumpstate's own are none", () => {
  const long = `------ ${"T".repeat(MAX_MARK_BYTES)} (x) ------\n`;
  expect(shown(`${long}${command("UPTIME", `${long}up\n`)}`).map((line) => line.split(" ")[1])).toEqual(["UPTIME"]);
});

test("sections are the same wherever the pieces end in which the text is read", () => {
  const filler = `${"x".repeat(1_000)}\n`.repeat(261); // a little less than one piece
  for (let shift = 0; shift < 260; shift += 1) {
    const text = `${filler}${"y".repeat(800 + shift)}\n${service("package", "Packages:\n")}${command("UPTIME", "up\n")}`;
    const index = indexDump(bytesSource(encoded(text)));
    expect(index.sections.map(({ title, doubts }) => `${title} ${doubts.length}`)).toEqual(["package 0", "UPTIME 0"]);
    const [first] = index.sections;
    expect(text.slice(first!.offset, first!.end)).toBe("Packages:\n");
    expect(first!.line).toBe(text.slice(0, first!.offset).split("\n").length - 1);
  }
});

test("any text has sections in order, within it, with lines that fit", () => {
  const line = fc.constantFrom(
    DASHES,
    "DUMP OF SERVICE a:",
    "DUMP OF SERVICE HIGH b:",
    "text",
    "",
    serviceEnd("a").trim(),
    serviceEnd("b").trim(),
    "------ T (c) ------",
    "------ U ------",
    commandEnd("T").trim(),
    commandEnd("U").trim(),
    "Client PIDs: 1",
    "*** SERVICE 'a' DUMP TIMEOUT (",
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
      const text = lines.join("\n");
      const { sections } = indexDump(bytesSource(encoded(text)));
      let last = 0;
      for (const { offset, end, line: before } of sections) {
        expect(offset).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThanOrEqual(offset);
        expect(end).toBeLessThanOrEqual(text.length);
        if (offset < text.length) expect(text.slice(0, offset).split("\n").length - 1).toBe(before);
        last = offset;
      }
      const headers = lines.filter((one, at) => one.startsWith("DUMP OF") && lines[at - 1] === DASHES);
      expect(sections.filter(({ kind }) => kind === "service").length).toBeLessThanOrEqual(headers.length);
    }),
  );
});
