import { FormatError } from "../bytes/format-error.ts";
import { AcquisitionError } from "./file-system.ts";

/** Of a file that is damaged or out of reach, undefined: it costs what it would have told. */
export function unlessUnreadable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof FormatError || error instanceof AcquisitionError) return undefined;
    throw error;
  }
}
