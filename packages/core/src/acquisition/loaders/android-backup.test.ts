import { describe, expect, test } from "vitest";
import { readBytes } from "../../bytes/byte-source.ts";
import { FormatError } from "../../bytes/format-error.ts";
import { backupFile } from "../../testing/android-backup.ts";
import { tarFile } from "../../testing/archives.ts";
import { damaged } from "../../testing/damage.ts";
import { createTestEngine, testLoaderContext } from "../../testing/index.ts";
import { AcquisitionError } from "../file-system.ts";
import type { Unlock } from "../loader.ts";
import { memoryFile, memoryInput } from "../memory-input.ts";
import { devicePathOf } from "./android-backup/paths.ts";
import androidBackup from "./android-backup.ts";

const SMS = "apps/com.android.providers.telephony/d_f/000000_sms_backup";
const SMS_PATH = "/data/user_de/0/com.android.providers.telephony/files/000000_sms_backup";
const BODY = "x".repeat(3_000);
const TAR = tarFile([
  { name: "apps/com.android.providers.telephony/_manifest", bytes: "1\ncom.android.providers.telephony\n" },
  { name: SMS, bytes: BODY },
  { name: "shared/0/Download/a.txt", bytes: "a" },
]);
const engine = await createTestEngine();
const SMS_WANTED = ["/data/user_de/0/com.android.providers.telephony/files/*_sms_backup", "bridle:/backup/apps/*/_manifest"];
const password = (text: string): Unlock => ({ kind: "password", password: text });

const open = (bytes: Uint8Array, unlock?: Unlock) =>
  androidBackup.open(memoryFile("backup.ab", bytes), testLoaderContext(engine, { wanted: SMS_WANTED, ...(unlock && { unlock }) }));

async function smsOf(bytes: Uint8Array, unlock?: Unlock): Promise<string> {
  const { fileSystem } = await open(bytes, unlock);
  const file = fileSystem.files(SMS_PATH)[0]!;
  return new TextDecoder().decode(readBytes(file.open(), 0, file.size));
}

async function codeOf(bytes: Uint8Array, unlock?: Unlock): Promise<string> {
  try {
    await open(bytes, unlock);
    return "opened";
  } catch (error) {
    if (error instanceof AcquisitionError) return error.code;
    throw error;
  }
}

describe("a backup is read", () => {
  test.each([1, 2, 3, 4, 5])("as version %i, compressed or not, encrypted or not", async (version) => {
    for (const isCompressed of [false, true]) {
      expect(await smsOf(await backupFile({ tar: TAR, version, isCompressed }))).toBe(BODY);
      const sealed = await backupFile({ tar: TAR, version, isCompressed, password: "пароль" });
      expect(await smsOf(sealed, password("пароль"))).toBe(BODY);
    }
  });

  test("as the oldest ones were made, with eight bits of each letter", async () => {
    const sealed = await backupFile({ tar: TAR, version: 1, password: "abc\u00ff", isEightBit: true });
    expect(await smsOf(sealed, password("abc\u00ff"))).toBe(BODY);
    const later = await backupFile({ tar: TAR, version: 2, password: "abc\u00ff", isEightBit: true });
    expect(await codeOf(later, password("abc\u00ff"))).toBe("wrong-password");
  });

  test("with its files at their places on the phone and in their archive", async () => {
    const { info, fileSystem, problems } = await open(await backupFile({ tar: TAR, isCompressed: true }));
    expect(info).toMatchObject({ kind: "android-backup", idOf: "file", files: 3, device: { platform: "android" } });
    expect(fileSystem.glob("**").map(({ path }) => path)).toEqual([
      "/data/media/0/Download/a.txt",
      SMS_PATH,
      "bridle:/backup/apps/com.android.providers.telephony/_manifest",
    ]);
    expect(fileSystem.files(SMS_PATH)[0]).toMatchObject({ rawPath: SMS, containers: [{ container: "ab", index: 1, name: SMS }] });
    expect(problems).toEqual([]);
  });

  test("as a folder that it was unpacked into, at the top or one below", async () => {
    for (const base of ["", "phone/"]) {
      const input = memoryInput(
        "unpacked",
        new Map([
          [`${base}apps/com.android.providers.telephony/_manifest`, new Uint8Array(3)],
          [base + SMS, new Uint8Array(5)],
        ]),
      );
      expect(androidBackup.detect(input)).toBe(true);
      const { fileSystem, info } = await androidBackup.open(input, testLoaderContext(engine));
      expect(fileSystem.files(SMS_PATH)).toMatchObject([{ size: 5, rawPath: base + SMS }]);
      expect(info.idOf).toBe("listing");
    }
    expect(androidBackup.detect(memoryInput("other", new Map([["apps/x/readme", new Uint8Array(1)]])))).toBe(false);
  });
});

describe("a backup that is locked", () => {
  test("says whether a password is missing or another's", async () => {
    const sealed = await backupFile({ tar: TAR, password: "right" });
    expect(await codeOf(sealed)).toBe("encrypted");
    expect(await codeOf(sealed, { kind: "without" })).toBe("encrypted");
    expect(await codeOf(sealed, password("wrong"))).toBe("wrong-password");
  });

  test("is a wrong password's, not a fault, where its key blob or IV is cut (MVT: ValueError)", async () => {
    const sealed = new TextDecoder("latin1").decode(await backupFile({ tar: TAR, password: "right" }));
    const lines = sealed.split("\n");
    for (const [line, letters] of [
      [7, 30],
      [8, 64],
      [8, 30],
    ] as const) {
      const cut = lines.with(line, lines[line]!.slice(0, letters)).join("\n");
      const bytes = Uint8Array.from(cut, (letter) => letter.charCodeAt(0));
      expect(await codeOf(bytes, password("right"))).toBe("wrong-password");
    }
  });
});

describe("a damaged backup", () => {
  test("gives what stands before its end where it is cut (MVT refuses the whole)", async () => {
    for (const isCompressed of [false, true]) {
      for (const sealing of [{}, { password: "a" }]) {
        const whole = await backupFile({ tar: TAR, isCompressed, ...sealing });
        const part = whole.slice(0, whole.length - (isCompressed ? 30 : 3_500));
        const { fileSystem, problems } = await open(part, password("a"));
        expect(problems.length).toBeGreaterThan(0);
        expect(fileSystem.fileCount).toBeGreaterThan(0);
      }
    }
  });

  test("is refused where its header cannot be read", async () => {
    const text = (lines: string): Uint8Array => new TextEncoder().encode(lines);
    expect(await codeOf(text("ANDROID BACKUP\n9\n0\nnone\n"))).toBe("damaged");
    expect(await codeOf(text("ANDROID BACKUP\n5\n2\nnone\n"))).toBe("damaged");
    expect(await codeOf(text("ANDROID BACKUP\n5\n0\nROT-13\n"))).toBe("damaged");
    expect(await codeOf(text("ANDROID BACKUP\n5\n0\nAES-256\nAB\nCD\n99999999\nEF\n00\n"))).toBe("damaged");
    expect(await codeOf(text("ANDROID BACKUP\n5\n0"))).toBe("damaged");
  });

  test("ends in files, problems or a named error, whatever is cut off or flipped", async () => {
    for (const sealing of [{}, { password: "a" }]) {
      const whole = await backupFile({ tar: TAR, isCompressed: true, ...sealing });
      for (const { bytes, damage } of damaged(whole, { cuts: 40, flips: 60 })) {
        try {
          const { fileSystem } = await open(bytes, password("a"));
          for (const file of fileSystem.glob("**")) if (SMS_WANTED.includes(file.path)) readBytes(file.open(), 0, file.size);
        } catch (error) {
          expect(error instanceof AcquisitionError || error instanceof FormatError, damage).toBe(true);
        }
      }
    }
  });
});

test("every part of an app's backup has its place on the phone", () => {
  const places = Object.fromEntries(
    ["f", "db", "sp", "r", "c", "nb", "d_db", "d_r", "a", "obb", "ef"].map((part) => [part, devicePathOf(`apps/com.a/${part}/x`)]),
  );
  expect(places).toEqual({
    f: "/data/data/com.a/files/x",
    db: "/data/data/com.a/databases/x",
    sp: "/data/data/com.a/shared_prefs/x",
    r: "/data/data/com.a/x",
    c: "/data/data/com.a/cache/x",
    nb: "/data/data/com.a/no_backup/x",
    d_db: "/data/user_de/0/com.a/databases/x",
    d_r: "/data/user_de/0/com.a/x",
    a: "/data/app/com.a/x",
    obb: "/data/media/0/Android/obb/com.a/x",
    ef: "/data/media/0/Android/data/com.a/files/x",
  });
  expect(devicePathOf("apps/com.a/k/x")).toBe("bridle:/backup/apps/com.a/k/x");
  expect(devicePathOf("apps/com.a/constructor/x")).toBe("bridle:/backup/apps/com.a/constructor/x");
});
