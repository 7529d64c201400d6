import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import {
  backupArchive,
  backupEntries,
  buildBackup,
  encryptedProtection,
  fileId,
  payloadPath,
  scenario,
  writeArchive,
  writeBackup,
} from "@bridle/corpus";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LAUNCHER } from "./support/launcher.ts";
import { hasPseudoTerminal, runOnTerminal } from "./support/pseudo-terminal.ts";

/** One file of an acquisition on the output: its very bytes, with their hashes beside them. */

const PASSWORD = "bridle-demo";
const SMS = "/private/var/mobile/Library/SMS/sms.db";
const SMS_STORED = payloadPath("HomeDomain", "Library/SMS/sms.db");
const NOTE = "/private/var/mobile/Library/note.txt";
const WILD = "/private/var/mobile/Library/[odd] *.txt";
const LARGE = "/private/var/mobile/Library/large.bin";
const LARGE_BYTES = 40 * 1024 * 1024 + 5;
const SECRET = { BRIDLE_BACKUP_PASSWORD: PASSWORD };

const phone = scenario("compromised");
const plain = phone.build();
let folder: string;

/** A phone with a few files more than scenarios have. */
function oddPhone() {
  const made = phone.phone();
  const like = [...made.files].find(({ path }) => path === "Library/SMS/sms.db")!;
  const file = (domain: string, path: string, content: string | Uint8Array) => ({
    ...like,
    domain,
    path,
    content: typeof content === "string" ? new TextEncoder().encode(content) : content,
  });
  const more = [
    file("HomeDomain", "Library/note.txt", "Grüße\nfrom a \tphone\n"),
    file("HomeDomain", "Library/[odd] *.txt", "literal"),
    file("HomeDomain", "Library/hostile.txt", "plain \u001b[2J gone"),
    file("HomeDomain", "Library/empty.txt", ""),
    file("HomeDomain", "Library/twice.txt", "from home"),
    file("KeyboardDomain", "Library/twice.txt", "from the keyboard"),
    file("HomeDomain", "Library/large.bin", new Uint8Array(LARGE_BYTES).fill(7)),
  ];
  return { ...made, files: [...made.files, ...more] };
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bridle-cat-"));
  writeBackup(join(folder, "locked"), phone.entries({ encrypted: { password: PASSWORD } }));
  writeBackup(join(folder, "plain"), plain);
  writeBackup(join(folder, "odd"), buildBackup(oddPhone(), encryptedProtection({ password: PASSWORD })));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly status: number | null;
  readonly out: Buffer;
  readonly error: string;
}
function cat(args: readonly string[], environment: Readonly<Record<string, string>> = SECRET): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [LAUNCHER, "cat", ...args], {
    cwd: folder,
    env: { ...process.env, ...environment },
    maxBuffer: 1 << 28,
  });
  return { status, out: stdout, error: stderr.toString() };
}
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

test("a file of an encrypted backup comes out decrypted, its hash and that of the stored bytes beside it", () => {
  const run = cat(["locked", SMS]);
  expect(run.status).toBe(0);
  expect(run.out.equals(plain.get(SMS_STORED)!)).toBe(true);
  const stored = readFileSync(join(folder, "locked", SMS_STORED));
  expect(stored.equals(run.out)).toBe(false);
  expect(run.error).toBe(
    `SHA-256 of the ${run.out.length.toLocaleString("en")} bytes written: ${sha256(run.out)}\nSHA-256 of the file as it is stored: ${sha256(stored)}\n`,
  );
});

test("a file of an open backup comes out as it is, with nothing to unlock", () => {
  const run = cat(["plain", SMS], {});
  expect(run.status).toBe(0);
  expect(run.out.equals(plain.get(SMS_STORED)!)).toBe(true);
  expect(run.error.match(new RegExp(sha256(run.out), "g"))).toHaveLength(2);
});

test("the catalogue of an encrypted backup opens in SQLite", () => {
  const run = cat(["locked", "bridle:/backup-root/Manifest.db"]);
  writeFileSync(join(folder, "Manifest.db"), run.out);
  const database = new DatabaseSync(join(folder, "Manifest.db"), { readOnly: true });
  const row = database.prepare("SELECT fileID FROM Files WHERE relativePath = ?").get("Library/SMS/sms.db");
  database.close();
  expect(row).toEqual({ fileID: fileId("HomeDomain", "Library/SMS/sms.db") });
});

test("a path may be written as a phone writes it, and is never a pattern", () => {
  expect(cat(["locked", "/var/mobile/Library/SMS/sms.db"]).status).toBe(0);
  expect(cat(["odd", WILD]).out.toString()).toBe("literal");
  for (const pattern of ["/private/var/mobile/Library/SMS/*", "/private/var/mobile/Library/SMS/sms.d[b]", "**"]) {
    const run = cat(["locked", pattern]);
    expect(run).toMatchObject({ status: 2, error: `bridle: locked holds no file ${pattern}.\n` });
    expect(run.out).toHaveLength(0);
  }
});

test("an empty file is no fault", () => {
  const run = cat(["odd", "/private/var/mobile/Library/empty.txt"]);
  expect(run).toMatchObject({ status: 0, error: expect.stringContaining("SHA-256 of the 0 bytes written: e3b0c442") });
});

test("where several files have one path they are named, and one is chosen by how it is stored", () => {
  const path = "/private/var/mobile/Library/twice.txt";
  const raws = ["HomeDomain", "KeyboardDomain"].map((domain) => payloadPath(domain, "Library/twice.txt"));
  const run = cat(["odd", path]);
  expect(run.status).toBe(2);
  for (const raw of raws) expect(run.error).toContain(raw);
  expect(raws.map((raw) => cat(["odd", path, "--raw", raw]).out.toString())).toEqual(["from home", "from the keyboard"]);
  expect(cat(["odd", path, "--raw", "00/00"]).status).toBe(2);
});

test.each<[string, readonly string[], Readonly<Record<string, string>>, RegExp]>([
  [
    "no password",
    ["locked", SMS],
    {},
    /^locked is an encrypted backup, and no password was given\..*BRIDLE_BACKUP_PASSWORD\. Nothing was written\.\n$/,
  ],
  ["a wrong password", ["locked", SMS], { BRIDLE_BACKUP_PASSWORD: "wagtail" }, /^The password does not open locked\./],
  ["an acquisition that is not there", ["heron", SMS], {}, /^heron could not be opened/],
  ["a missing argument", ["locked"], {}, /missing required argument/],
])("%s: one sentence, status 2, nothing on the output", (_title, args, environment, words) => {
  const run = cat(args, environment);
  expect(run.status).toBe(2);
  expect(run.error).toMatch(words);
  expect(run.error).not.toContain("wagtail");
  expect(run.out).toHaveLength(0);
});

test("a file whose bytes are missing, or damaged, is the evidence's fault and not ours", () => {
  writeBackup(join(folder, "spoilt"), phone.entries({ encrypted: { password: PASSWORD } }));
  rmSync(join(folder, "spoilt", SMS_STORED));
  expect(cat(["spoilt", SMS])).toMatchObject({ status: 2, error: expect.stringContaining("does not hold its bytes") });
  writeFileSync(join(folder, "spoilt", SMS_STORED), readFileSync(join(folder, "locked", SMS_STORED)).subarray(0, 5_000));
  const run = cat(["spoilt", SMS]);
  expect(run.status).toBe(0);
  expect(run.out.subarray(0, 4_096).equals(Buffer.from(plain.get(SMS_STORED)!.subarray(0, 4_096)))).toBe(true);
  expect(run.error).toContain("its end is missing");
});

test("a reader that has enough ends it quietly, in the middle of a large file", async () => {
  const run = spawn(process.execPath, [LAUNCHER, "cat", "odd", LARGE], {
    cwd: folder,
    env: { ...process.env, ...SECRET },
  });
  let error = "";
  run.stderr.on("data", (text: Buffer) => {
    error += text.toString();
  });
  run.stdout.once("data", () => run.stdout.destroy());
  expect(await new Promise((done) => run.on("close", done))).toBe(0);
  expect(error).toBe("");
});

test("a large file comes out whole", () => {
  const { status, out } = cat(["odd", LARGE]);
  expect(status).toBe(0);
  expect(out.length).toBe(LARGE_BYTES);
  expect(sha256(out)).toBe(sha256(new Uint8Array(LARGE_BYTES).fill(7)));
});

test.skipIf(!existsSync("/dev/full"))("an output that cannot be written is a sentence and 2", () => {
  const { status, stderr } = spawnSync("sh", ["-c", `"$0" "$1" cat locked ${SMS} > /dev/full`, process.execPath, LAUNCHER], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, ...SECRET },
  });
  expect({ status, stderr }).toEqual({ status: 2, stderr: "bridle: The output could not be written: ENOSPC\n" });
});

test.skipIf(process.platform === "win32")("a disk that takes no more of an archive is a sentence and 2", () => {
  writeArchive(join(folder, "odd.tar.gz"), backupArchive(backupEntries(oddPhone()), { form: "tar.gz" }));
  const limited = ["-c", 'ulimit -f 64; exec "$@"', "limited", process.execPath, LAUNCHER, "cat", "odd.tar.gz", LARGE];
  const { status, stdout, stderr } = spawnSync("sh", limited, { cwd: folder, encoding: "utf8" });
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(/^bridle: The archive has to be unpacked in part, sealed, and .* took no more of it: EFBIG\n$/);
  expect(cat(["odd.tar.gz", LARGE]).out).toHaveLength(LARGE_BYTES);
});

test("no file is left behind, neither beside the acquisition nor among temporary ones", () => {
  const before = readdirSync(folder, { recursive: true });
  expect(cat(["locked", SMS], { ...SECRET, TMPDIR: folder }).status).toBe(0);
  expect(readdirSync(folder, { recursive: true })).toEqual(before);
});

describe.skipIf(!hasPseudoTerminal())("on a screen", () => {
  const onScreen = (args: readonly string[]) =>
    runOnTerminal([process.execPath, LAUNCHER, "cat", "odd", ...args], { cwd: folder, environment: SECRET, isOutputTerminal: true });

  test("plain text is shown", () => {
    const run = onScreen([NOTE]);
    expect(run.status).toBe(0);
    expect(run.screen).toContain("Grüße\r\nfrom a \tphone");
  });

  test.each([
    ["a database", SMS],
    ["text that acts on a screen", "/private/var/mobile/Library/hostile.txt"],
  ])("%s is refused, none of it shown, and written all the same when that is wanted", (_title, path) => {
    const run = onScreen([path]);
    expect(run.status).toBe(2);
    expect(run.screen).toMatch(/^bridle: The file holds more than plain text[^\u001b]*$/);
    expect(onScreen([path, "--force"]).status).toBe(0);
  });
});
