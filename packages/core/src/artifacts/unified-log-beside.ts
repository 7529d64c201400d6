import type { EvidenceFile } from "../acquisition/file-system.ts";
import { FormatError } from "../bytes/format-error.ts";
import type { LogStrings } from "../formats/tracev3/lines.ts";
import { openSharedCache } from "../formats/tracev3/shared-cache.ts";
import type { StringTable } from "../formats/tracev3/string-table.ts";
import { createFormatTable, type FormatTable } from "../formats/tracev3/strings.ts";
import { type BootClock, joinClocks, readTimesync } from "../formats/tracev3/timesync.ts";
import { imagePathOf, openUuidtext } from "../formats/tracev3/uuidtext.ts";
import type { AcquisitionInfo } from "../model/acquisition.ts";
import { message } from "../model/message.ts";
import { remembered } from "../model/remembered.ts";
import type { ParseContext } from "./artifact.ts";

/** Where the files of the unified log lie, and what lies beside them. */
export const LOGS = "/private/var/db/diagnostics";
const NAMES = "/private/var/db/uuidtext";
const CLOCKS = `${LOGS}/timesync/*.timesync`;
export const LOG_FILES = [
  `${LOGS}/Persist/*.tracev3`, // iOS 10 on
  `${LOGS}/Special/*.tracev3`,
  `${LOGS}/Signpost/*.tracev3`,
  `${LOGS}/HighVolume/*.tracev3`,
  "bridle:/sysdiagnose/system_logs.logarchive/*.tracev3", // logdata.LiveData of a sysdiagnose
];
export const BESIDE_LOGS = [`${NAMES}/*/*`, CLOCKS];

/** What lies beside the logs, read once for all files of an acquisition. */
export interface Beside {
  readonly hasNames: boolean;
  readonly clocks: ReadonlyMap<string, BootClock>;
  readonly strings: LogStrings;
  /** Of an image, canonical. */
  pathOf(uuid: string): string | undefined;
}

/** For one artifact: what is damaged is said to it once. */
export function createBeside(): (context: ParseContext) => Beside {
  const known = new WeakMap<AcquisitionInfo, Beside>();
  return (context) => {
    const beside = known.get(context.acquisition) ?? readBeside(context);
    known.set(context.acquisition, beside);
    return beside;
  };
}

function readBeside(context: ParseContext): Beside {
  const clocks = joinClocks(context.files(CLOCKS).map((file) => clocksIn(file, context)));
  const inNames = (path: string): readonly EvidenceFile[] => context.files(`${NAMES}/${path}`);
  const filesOf = (uuid: string): readonly EvidenceFile[] => {
    const hex = uuid.replaceAll("-", "");
    return inNames(`${hex.slice(0, 2)}/${hex.slice(2)}`);
  };
  const first = <T>(files: readonly EvidenceFile[], read: (file: EvidenceFile) => T): T | undefined => firstReadable(files, read, context);
  const open = (files: readonly EvidenceFile[], how: (source: ReturnType<ParseContext["bytes"]>) => StringTable): FormatTable =>
    createFormatTable(first(files, (file) => how(context.bytes(file))));
  return {
    hasNames: inNames("*/*").length > 0,
    clocks,
    pathOf: remembered((uuid) => first(filesOf(uuid), (file) => context.canonical(imagePathOf(context.bytes(file))))),
    strings: {
      image: remembered((uuid) => open(filesOf(uuid), openUuidtext)),
      sharedCache: remembered((uuid) => open(inNames(`dsc/${uuid.replaceAll("-", "")}`), openSharedCache)),
    },
  };
}

function clocksIn(file: EvidenceFile, context: ParseContext): readonly BootClock[] {
  const { boots, problem } = readTimesync(context.bytes(file));
  if (problem)
    context.skip(message("artifacts/ios/unified-log-processes/clock-damaged", { detail: problem.message }), undefined, "damaged");
  return boots;
}

/** A damaged table costs what it would have named. */
function firstReadable<T>(files: readonly EvidenceFile[], read: (file: EvidenceFile) => T, context: ParseContext): T | undefined {
  for (const file of files) {
    try {
      return read(file);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      context.skip(message("artifacts/ios/unified-log-processes/name-damaged", { detail: error.message }), undefined, "damaged");
    }
  }
  return undefined;
}
