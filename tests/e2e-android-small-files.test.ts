import { buildKnowledge, type Finding, loadIndicators, memoryFile } from "@bridle/core";
import { collectionZip } from "@bridle/corpus";
import { beforeAll, describe, expect, test } from "vitest";
import { type ExaminedCase, examine } from "../packages/core/src/testing/examine.ts";

/**
 * A collection of AndroidQF, composed by hand, through the whole engine: what is planted in its small files is found, and what only
 * looks like it is not.
 */
const encoded = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));

/** Three native crashes in the hours before the file in the staging folder was written. */
const CRASHES = [10, 30, 50].map(
  (minute, index) => `        ApplicationExitInfo #${index}:
          timestamp=2024-03-09 16:${minute}:00.000 pid=${4_000 + index} realUid=10123 packageUid=10123 definingUid=10123 user=0
          process=com.whatsapp reason=5 (CRASH(NATIVE)) subreason=0 (UNKNOWN) status=11
`,
);
const DUMPSYS = `Currently running services:
  activity
-------------------------------------------------------------------------------
DUMP OF SERVICE activity:
ACTIVITY MANAGER PROCESS EXIT INFO (dumpsys activity exit-info)
  package: com.whatsapp
    Historical Process Exit for uid=10123
${CRASHES.join("")}--------- 0.012s was the duration of dumpsys activity, ending at: 2024-03-21 11:05:00
`;

const PLANTED: Readonly<Record<string, unknown>> = {
  "acquisition.json": {
    uuid: "00000000-0000-4000-8000-000000000000",
    androidqf_version: "v1.8.0",
    started: "2024-03-21T10:00:00Z",
    completed: "2024-03-21T10:10:00Z",
    collector: null,
    tmp_dir: "/data/local/tmp/",
    sdcard: "/sdcard/",
    cpu: "arm64-v8a",
    streaming_mode: true,
  },
  "getprop.txt": `[persist.sys.timezone]: [Europe/Belgrade]
[ro.build.version.security_patch]: [2022-01-05]
[ro.boot.verifiedbootstate]: [orange]
[sys.brand.note]: [
several lines]
[ro.product.model]: [SM-X]
`,
  "settings_global.txt": "package_verifier_user_consent=-1\nadb_enabled=1\nhttp_proxy=proxy.bad.example.org:8080\n",
  "processes.txt": `USER           PID  PPID     VSZ    RSS WCHAN            ADDR S NAME
root             1     0 10848040  9512 do_epoll_wait       0 S init
u0_a123       4321   301 15236480 98712 do_epoll_wait       0 S com.bad.implant:remote
shell         5002  4990 10776912  3400 0                   0 R /data/local/tmp/wd/agent
shell         5003  4990 10776912  3400 0                   0 R implant_with_a_
`,
  "files.json": [
    { path: "/data/local/tmp/wd/agent", size: 1, mode: "-rwxr-xr-x", modified_time: 1_710_000_000, sha256: "AB".repeat(32) },
    { path: "/data/local/tmp/foobar", size: 1, mode: "-rw-r--r--" },
    { path: "/system/bin/sh", size: 1, mode: "-rwxr-xr-x" },
  ],
  "packages.json": [
    {
      name: "com.ordinary.app",
      installer: "com.android.vending",
      uid: 10200,
      disabled: false,
      system: false,
      files: [
        {
          path: "/data/app/com.ordinary.app/base.apk",
          certificate: { Sha1: "9".repeat(40), Sha256: "8".repeat(64), Subject: "CN=DEMO, O=Tesline-Service SRL" },
          verified_certificate: true,
        },
      ],
    },
  ],
  "mounts.json": ["/dev/block/dm-4 / ext4 ro 0 0", "magisk /system/bin tmpfs rw 0 0"],
  "root_binaries.json": ["/sbin/su\n/system/xbin/su"],
  "selinux.txt": "Permissive\n",
  "env.txt": "PATH=/system/bin\n",
  "dumpsys.txt": DUMPSYS,
};

const pattern = (text: string, index: number) => ({
  type: "indicator",
  id: `indicator--00000000-0000-4000-8000-00000000000${index}`,
  spec_version: "2.1",
  created: "2024-01-01T00:00:00Z",
  modified: "2024-01-01T00:00:00Z",
  valid_from: "2024-01-01T00:00:00Z",
  pattern_type: "stix",
  pattern: text,
});
const BUNDLE = {
  type: "bundle",
  id: "bundle--00000000-0000-4000-8000-000000000000",
  objects: [
    "[app:id='com.bad.implant']",
    "[process:name='implant_with_a_longer_name']",
    "[file:path='/data/local/tmp/foo']",
    `[file:hashes.sha256='${"ab".repeat(32)}']`,
    `[app:cert.sha1='${"9".repeat(40).toUpperCase()}']`,
    "[android-property:name='sys.brand.note']",
    "[domain-name:value='bad.example.org']",
  ].map(pattern),
};

let examined: ExaminedCase;
beforeAll(async () => {
  const files = new Map(Object.entries(PLANTED).map(([name, value]) => [name, encoded(value)]));
  const set = loadIndicators("test.stix2", encoded(BUNDLE), "option");
  examined = await examine(memoryFile("collection.zip", collectionZip(files)), buildKnowledge([set], []));
}, 60_000);

const findings = (): readonly Finding[] => examined.analysis.findings;
const matched = (value: string): readonly Finding[] =>
  findings().filter(({ indicators }) => indicators?.some((indicator) => indicator.value === value));
const told = (id: string): readonly Finding[] => findings().filter(({ detection }) => detection?.id === `android/${id}`);

describe("indicators", () => {
  test("MVT 1, 2: a zip with its entries at the root is read, and so are its processes", () => {
    expect(matched("com.bad.implant")).toMatchObject([{ evidence: [{ artifact: "android/processes" }] }]);
  });

  test("MVT 10: a name that the kernel cut at fifteen characters meets the longer name, and is rated less", () => {
    expect(matched("implant_with_a_longer_name")).toMatchObject([{ axis: "none", evidence: [{ manner: "cut-name" }] }]);
  });

  test("MVT 11: a path that only begins like a published one is not it", () => {
    expect(matched("/data/local/tmp/foo")).toEqual([]);
  });

  test("hashes, signers, properties and hosts in settings meet what is published", () => {
    for (const value of ["ab".repeat(32), "sys.brand.note", "bad.example.org"]) expect(matched(value), value).toHaveLength(1);
    expect(matched("9".repeat(40).toUpperCase())).toMatchObject([{ evidence: [{ artifact: "android/installed-packages" }] }]);
  });
});

test("what is unusual is told once each, and marked as a rule on trial", () => {
  const expected: Readonly<Record<string, number>> = {
    "tampered-boot": 1,
    "old-patch-level": 1,
    "unusual-settings": 3,
    "process-from-staging": 1,
    "file-in-staging": 2,
    "crash-burst-before-staged-file": 1,
    "listed-signer-name": 1,
    "root-tool-mounts": 1,
    "root-binary": 2,
    "permissive-selinux": 1,
    "app-from-elsewhere": 0,
  };
  for (const [id, count] of Object.entries(expected)) expect(told(id), id).toHaveLength(count);
  expect(
    findings()
      .filter(({ detection }) => detection)
      .every(({ isExperimental }) => isExperimental),
  ).toBe(true);
});

test("each finding can be followed to its place in the collection", () => {
  for (const { evidence } of findings()) {
    for (const { rawPath, at, sha256 } of evidence) {
      expect(Object.keys(PLANTED)).toContain(
        rawPath
          .split("/")
          .at(-1)!
          .replace(/^.*#\d+!/, ""),
      );
      expect(at).not.toEqual([]);
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    }
  }
});

test("the small files are read whole", () => {
  const own = ["getprop", "settings", "processes", "files", "installed-packages", "mounts", "root-binaries", "selinux", "environment"];
  const status = Object.fromEntries(examined.analysis.coverage.artifacts.map((artifact) => [artifact.id, artifact.status]));
  expect(own.map((id) => [id, status[`android/${id}`]])).toEqual(own.map((id) => [id, "parsed"]));
});
