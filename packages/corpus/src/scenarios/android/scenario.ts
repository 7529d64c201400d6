import { bugreportFiles, bugreportZip } from "../../android/bugreport/bugreport.ts";
import { ordinaryPhone } from "../../android/bugreport/ordinary.ts";
import type { AndroidPhone, AndroidStyle, Maker } from "../../android/bugreport/phone.ts";
import { dumpText } from "../../android/bugreport/text.ts";
import type { AbsentTrace, PlantedTrace } from "../scenario.ts";

export interface AndroidOptions {
  readonly style?: AndroidStyle;
  readonly maker?: Maker;
  readonly seed?: number;
  /** About how long the main text is to be; some megabytes unless asked for. */
  readonly bytes?: number;
}

export interface AndroidTruth {
  readonly planted: readonly Omit<PlantedTrace, "since">[];
  readonly absent: readonly AbsentTrace[];
}

export interface AndroidScenario {
  readonly id: string;
  readonly title: string;
  readonly truth: AndroidTruth;
  readonly phone: (options?: AndroidOptions) => AndroidPhone;
  /** The bug report as the phone hands it over: a zip. */
  readonly bugreport: (options?: AndroidOptions) => Uint8Array;
  /** What the zip unpacks to: relative path -> bytes. */
  readonly folder: (options?: AndroidOptions) => Map<string, Uint8Array>;
  /** Its main text, piece by piece, for texts that are too large for memory. */
  readonly text: (options?: AndroidOptions) => Iterable<Uint8Array>;
}

export interface AndroidDefinition {
  readonly id: string;
  readonly title: string;
  /** How long the phone has been in use, where that is shorter than usual. */
  readonly days?: number;
  readonly change?: (phone: AndroidPhone) => AndroidPhone;
  readonly planted: AndroidTruth["planted"];
  readonly absent: readonly AbsentTrace[];
}

const DEFAULT_SEED = 20_260;

export function defineAndroidScenario({ id, title, days, change = (phone) => phone, planted, absent }: AndroidDefinition): AndroidScenario {
  const phone = ({ style = "android14", maker = "google", seed = DEFAULT_SEED }: AndroidOptions = {}): AndroidPhone =>
    change(ordinaryPhone({ style, maker, seed, ...(days !== undefined && { days }) }));
  return {
    id,
    title,
    truth: { planted, absent },
    phone,
    bugreport: (options = {}) => bugreportZip(phone(options), options.bytes),
    folder: (options = {}) => new Map(bugreportFiles(phone(options), options.bytes).map(({ name, content }) => [name, content])),
    text: (options = {}) => dumpText(phone(options), options.bytes),
  };
}
