import { createHash } from "node:crypto";
import { androidBackup } from "../../../packages/corpus/src/android/backup/backup.ts";
import { DEMO_CERTIFICATE } from "../../../packages/corpus/src/android/backup/demo-certificate.ts";
import { manifest, telephonyMembers } from "../../../packages/corpus/src/android/backup/telephony.ts";
import { intrusionLogs, type LoggedEvent } from "../../../packages/corpus/src/android/intrusion-log/intrusion-log.ts";
import { writeZip } from "../../../packages/corpus/src/archive/zip.ts";
import { concat, utf8 } from "../../../packages/corpus/src/bytes.ts";
import { at, DAY, HOUR } from "../../../packages/corpus/src/time.ts";
import { ABOUT_PHONE, dumpText, TOMBSTONES } from "./dump.ts";
import { ADDRESS, HASHES, host } from "./values.ts";

/** The collection of the comparison: AndroidQF's folder with a bug report, a backup and intrusion logs, and every trace of traces.ts once. */
const TO = at("2026-10-05T09:00:00Z");
const SEED = 5_125;
const REPORT = "bugreport-panther-AP2A.240705.005-2026-10-05-11-00-00.txt";

export function comparisonCollection(): Map<string, Uint8Array> {
  const texts = Object.entries(ownTexts()).map(([name, text]) => [name, utf8(text)] as const);
  const logs = [...intrusionLogs(EVENTS)].map(([name, bytes]) => [`intrusion_logs/${name}`, bytes] as const);
  return new Map([...texts, ["bugreport.zip", bugreport()], ["backup.ab", backup()], ...logs]);
}

const ownTexts = (): Record<string, string> => ({
  "acquisition.json": JSON.stringify({ uuid: "1", started: "2026-10-05T09:00:00Z", completed: "2026-10-05T09:20:00Z", collector: null }),
  "command.log": "DEMO\n",
  "getprop.txt": `${ABOUT_PHONE}[demo.property.collected]: [1]\n`,
  "settings_global.txt": "verifier_verify_adb_installs=0\npackage_verifier_user_consent=-1\nadb_install_need_confirm=0\n",
  "settings_secure.txt": "send_security_reports=0\naccessibility_enabled=1\n",
  "ps.txt": PROCESSES,
  "processes.json": JSON.stringify([{ pid: 4_401, filename: "(demo-collector-)", command_line: ["/system/bin/demo-collector-process"] }]),
  "packages.json": JSON.stringify(PACKAGES),
  "files.json": JSON.stringify(FILES),
  "mounts.json": JSON.stringify(MOUNTS),
  "root_binaries.json": JSON.stringify(["/sbin/su"]),
});

const PROCESSES = `USER           PID  PPID     VSZ    RSS WCHAN            ADDR S NAME
root             1     0 10848040  9512 do_epoll_wait       0 S init
system        4321     1 10848040  9512 do_epoll_wait       0 S demo-process
system        4320     1 10848040  9512 do_epoll_wait       0 S demo-cut-at-fif
u0_a201       4322   301 15236480 98712 do_epoll_wait       0 S com.example.demo.running
u0_a202       4323   301 15236480 98712 do_epoll_wait       0 S com.example.demo.part:remote
`;

/** As AndroidQF writes it where it read none. */
const NO_CERTIFICATE = {
  Md5: "",
  Sha1: "",
  Sha256: "",
  ValidFrom: "",
  ValidTo: "",
  Issuer: "",
  Subject: "",
  SignatureAlgorithm: "",
  SerialNumber: 0,
};

const packageOf = (name: string, over: object = {}, file: object = {}): object => ({
  name,
  installer: "com.android.vending",
  uid: 10_201,
  disabled: false,
  system: false,
  third_party: true,
  files: [
    {
      path: `/data/app/${name}/base.apk`,
      local_name: "",
      md5: "",
      sha1: "",
      sha256: "",
      sha512: "",
      error: "",
      verified_certificate: false,
      certificate: NO_CERTIFICATE,
      certificate_error: "",
      trusted_certificate: false,
      ...file,
    },
  ],
  ...over,
});
const certificate = (name: "Md5" | "Sha1" | "Sha256", value: string): object => ({
  verified_certificate: true,
  certificate: {
    Md5: HASHES.otherMd5,
    Sha1: HASHES.otherSha1,
    Sha256: HASHES.otherSha256,
    Issuer: "CN=DEMO",
    Subject: "CN=DEMO",
    [name]: value,
  },
});

const PACKAGES = [
  packageOf("com.example.demo.collected"),
  packageOf("com.example.demo.hashed", {}, { sha256: HASHES.packageSha256 }),
  packageOf("com.example.demo.md5", {}, { md5: HASHES.packageMd5 }),
  packageOf("com.example.demo.cert-sha256", {}, certificate("Sha256", HASHES.certificateSha256)),
  packageOf("com.example.demo.cert-sha1", {}, certificate("Sha1", HASHES.certificateSha1)),
  packageOf("com.example.demo.cert-md5", {}, certificate("Md5", HASHES.certificateMd5)),
  packageOf("com.example.demo.by-adb", { installer: "null" }),
  packageOf("com.example.demo.by-browser", { installer: "com.google.android.packageinstaller" }),
  packageOf("com.example.demo.by-store", { installer: "org.fdroid.fdroid" }),
  packageOf("me.phh.superuser"),
  packageOf("com.policydm", { disabled: true, system: true, third_party: false }),
  packageOf("com.wssyncmldm", { disabled: true, system: true, third_party: false }),
];

const fileOf = (path: string, over: object = {}): object => ({
  path,
  size: 4_096,
  mode: "-rwxr-xr-x",
  user_id: 0,
  user_name: "",
  group_id: 0,
  group_name: "",
  changed_time: TO - 9 * DAY,
  modified_time: TO - 9 * DAY,
  access_time: TO - 9 * DAY,
  error: "",
  context: "u:object_r:shell_data_file:s0",
  sha1: "",
  sha256: "",
  sha512: "",
  md5: "",
  ...over,
});
const FILES = [
  fileOf("/data/vendor/demo-listed-path/x"),
  fileOf("/sdcard/Download/demo-listed-name.bin"),
  fileOf("/data/vendor/demo-hashed", { sha256: HASHES.fileSha256 }),
  fileOf("/data/local/tmp/demo-staged"),
  fileOf("/data/vendor/demo-foobar"),
];
const MOUNTS = [
  "/dev/block/dm-5 on / type ext4 (ro,seclabel,relatime)",
  "/dev/block/dm-6 on /vendor type ext4 (rw,seclabel,relatime)",
  "/dev/block/demo-device on /data/demo-mount type ext4 (rw)",
  "overlay /system/bin overlay rw,lowerdir=/demo 0 0",
];

const bugreport = (): Uint8Array => {
  const member = (name: string, content: string) => ({ name, content: utf8(content) });
  return concat(
    ...writeZip([
      member("version.txt", "2.0\n"),
      ...TOMBSTONES.map((text, index) => member(`FS/data/tombstones/tombstone_0${index}`, text)),
      member(REPORT, dumpText()),
      member("main_entry.txt", REPORT),
    ]),
  );
};

const STRANGER = "+12025550177";
const text = (days: number, words: string, over: object = {}) => ({ at: TO - days * DAY, party: STRANGER, text: words, ...over });
const backup = (): Uint8Array =>
  androidBackup(
    [
      ...telephonyMembers(
        [
          text(9, `Your parcel: https://${host("sms-link")}/1`),
          text(8, `Your invoice: https://${host("sms-url")}/exact`),
          text(7, "Photo", { picture: "demo.jpg", text: `See https://${host("mms-link")}/` }),
          text(6, `Port: http://${host("with-port")}:8080/x`),
          text(5, `Deep: https://a.b.${host("deeper")}/x`),
          text(4, "Bare number: http://198.51.100.10/"),
        ],
        34,
      ),
      {
        name: "apps/com.example.demo.backup/_manifest",
        content: manifest({ app: "com.example.demo.backup", version: 1, sdk: 34, signers: [DEMO_CERTIFICATE] }),
      },
    ],
    { seed: SEED },
  );

export const CERTIFICATE_SHA256 = createHash("sha256").update(Buffer.from(DEMO_CERTIFICATE, "hex")).digest("hex");

const security = (hours: number, tag: string, details: Record<string, string | number | boolean> = {}): LoggedEvent => ({
  at: TO - hours * HOUR,
  kind: "security",
  tag,
  details,
});
const EVENTS: readonly LoggedEvent[] = [
  { at: TO - 30 * HOUR, kind: "dns", app: "com.example.app", host: host("looked-up"), addresses: ["192.0.2.1"] },
  { at: TO - 30 * HOUR, kind: "dns", app: "com.example.app", host: "www.example.com", addresses: [ADDRESS.answered] },
  { at: TO - 29 * HOUR, kind: "dns", app: "com.example.demo.resolver", host: "www.example.com", addresses: ["192.0.2.1"] },
  { at: TO - 28 * HOUR, kind: "connect", app: "com.example.app", address: ADDRESS.connected, port: 443 },
  { at: TO - 28 * HOUR, kind: "connect", app: "com.example.demo.connector", address: "192.0.2.1", port: 443 },
  security(27, "package_installed", { package_name: "com.example.demo.logged", version_code: 1, user_id: 0 }),
  security(26, "adb_sync_send_file", { path: "/data/local/demo-pushed" }),
  security(25, "app_process_start", { process: "com.example.demo.started:remote", uid: 10_205, pid: 44 }),
  security(24, "adb_shell_cmd", { command: "pm grant com.example.demo.commanded android.permission.READ_SMS" }),
  security(23, "cert_validation_failure", { reason: "demo-validation" }),
  security(22, "key_integrity_violation", { key_id: "demo-key", uid: 10_205 }),
  security(21, "cert_authority_installed", { success: true, subject: "CN=demo-authority" }),
  security(20, "wipe_failure"),
  security(19, "crypto_self_test_completed", { success: false }),
];
