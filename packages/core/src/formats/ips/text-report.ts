/**
 * Reports as plain text: crashes of old systems, and still today use of processor, memory's writes and wake-ups, panics of old systems and
 * the counter of resets. Lines `Name:  value`, of which the first of a name counts. Sources: EC-DIGIT's parsers, published reports; the names of the
 * reset counter's lines are from published forum posts and not proven on a file.
 */
export interface TextReport {
  /** Values by the names of their lines. */
  readonly fields: ReadonlyMap<string, string>;
  /** Paths of loaded images. */
  readonly images: readonly string[];
}

/** Names that are read, as they are written. */
const NAMES = new Set([
  "Process",
  "Command",
  "Path",
  "Identifier",
  "Parent",
  "Parent Process",
  "Responsible",
  "PID",
  "Event",
  "Exception Type",
  "Exception Subtype",
  "Exception Codes",
  "Date/Time",
  "Incident Identifier",
  "Reset count",
  "Boot failure count",
  "Boot faults",
]);
const FIELD = /^([A-Z][A-Za-z /]{1,30}):[ \t]+(\S.*)$/;
/** `0x100 - 0x1ff  name arm64  <uuid> /path`, the last part of crashes and of looks at all threads. */
const IMAGE = /^\s*0x[0-9a-f]+\s+-\s+(?:0x[0-9a-f]+|\?+)\s.*<[0-9A-Fa-f-]{32,36}>\s+(\/.*)$/;
/** Lines of a report, and letters of a value. */
const MAX_LINES = 200_000;
const MAX_VALUE = 4_096;
const MAX_IMAGES = 20_000;

export function readTextReport(text: string): TextReport {
  const fields = new Map<string, string>();
  const images: string[] = [];
  let at = 0;
  for (let count = 0; at < text.length && count < MAX_LINES; count++) {
    const end = text.indexOf("\n", at);
    const line = text.slice(at, Math.min(end < 0 ? text.length : end, at + MAX_VALUE));
    at = end < 0 ? text.length : end + 1;
    const [, name, value] = FIELD.exec(line) ?? [];
    if (name !== undefined && NAMES.has(name) && !fields.has(name)) fields.set(name, value!.trimEnd());
    const image = name === undefined ? IMAGE.exec(line)?.[1] : undefined;
    if (image !== undefined && images.length < MAX_IMAGES) images.push(image.trimEnd());
  }
  return { fields, images };
}

/** `powerd [77]`: a program's name and number. */
export function nameAndPid(text: string | undefined): { readonly name?: string; readonly pid?: number } {
  const [, name, pid] = /^(.*?)\s*(?:\[(\d{1,10})\])?$/.exec(text ?? "") ?? [];
  return { ...(name && { name }), ...(pid !== undefined && { pid: Number(pid) }) };
}
