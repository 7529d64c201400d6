import { writeZip, type ZipMember } from "../../archive/zip.ts";
import { concat, utf8 } from "../../bytes.ts";
import type { UnixSeconds } from "../../time.ts";
import { dashedStamp, shown } from "./clock.ts";
import type { AndroidPhone } from "./phone.ts";
import { dumpText } from "./text.ts";

export interface BugreportFile {
  readonly name: string;
  readonly content: Uint8Array;
  readonly modified: UnixSeconds;
}

/** The members of a bug report, in the order in which dumpstate adds them. */
export function bugreportFiles(phone: AndroidPhone, bytes?: number): readonly BugreportFile[] {
  const { made } = phone;
  const text = concat(...dumpText(phone, bytes));
  const file = (name: string, content: string | Uint8Array, modified = made): BugreportFile => ({
    name,
    content: typeof content === "string" ? utf8(content) : content,
    modified,
  });
  const name = textName(phone);
  if (phone.device.maker === "samsung" && name.startsWith("dumpState"))
    return [file(name, text), file("dumpstate_log.txt", "DEMO\n"), file("FS/data/log/demo.txt", "DEMO\n", made - 4_000)];
  return [
    file("version.txt", "2.0\n"),
    file("FS/data/anr/anr_2025-01-01-00-00-00-000", "----- pid 4711 at DEMO -----\nCmd line: com.example.demo\n", made - 40_000),
    file("FS/data/misc/recovery/last_log", "DEMO recovery log\n", made - 900_000),
    file("dumpstate_log.txt", "Begin: DEMO\n"),
    file(name, text),
    file("main_entry.txt", name),
  ];
}

/** Google's name; Samsung's own menu (*#9900#) writes dumpState_… */
export function textName({ device, made, zone, style }: AndroidPhone): string {
  if (device.maker === "samsung" && style === "android11")
    return `dumpState_${device.model}_${dashedStamp(made, zone).replaceAll("-", "").slice(0, 12)}.log`;
  return `bugreport-${device.codename}-${device.buildId}-${dashedStamp(made, zone)}.txt`;
}

/** As the phone hands it over: Xiaomi's own menu packs the zip once more beside logs of its own. */
export function bugreportZip(phone: AndroidPhone, bytes?: number): Uint8Array {
  const zip = zipOf(bugreportFiles(phone, bytes), phone.zone);
  if (phone.device.maker !== "xiaomi") return zip;
  const { codename, buildId } = phone.device;
  const name = `bugreport-${codename}-${buildId}-${dashedStamp(phone.made, phone.zone)}.zip`;
  return zipOf(
    [
      { name, content: zip, modified: phone.made },
      { name: "ftlog/demo.txt", content: utf8("DEMO\n"), modified: phone.made },
    ],
    phone.zone,
  );
}

const zipOf = (files: readonly BugreportFile[], zone: string): Uint8Array =>
  concat(...writeZip(files.map(({ name, content, modified }): ZipMember => ({ name, content, dosTime: dosTimeOf(modified, zone) }))));

/** A wall clock as MS-DOS keeps it: date above, time below, in steps of two seconds. */
function dosTimeOf(at: UnixSeconds, zone: string): number {
  const { date, time } = shown(at, zone);
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  const [hour, minute, second] = time.split(":").map(Number) as [number, number, number];
  return (((year - 1980) << 25) | (month << 21) | (day << 16) | (hour << 11) | (minute << 5) | (second >> 1)) >>> 0;
}
