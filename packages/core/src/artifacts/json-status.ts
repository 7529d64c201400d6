import type { EvidenceFile } from "../acquisition/file-system.ts";
import { readBytes } from "../bytes/byte-source.ts";
import { atFile } from "../model/locator.ts";
import { message } from "../model/message.ts";
import type { ParseContext } from "./artifact.ts";
import { isJsonObject, type JsonObject } from "./json-records.ts";

/**
 * What a tool of the system printed as one JSON object. Without an account such a tool says so in words, which is no damage: what is no
 * object is told by the artifact's own message `no-json`, and an empty file by nothing.
 */
export function jsonStatus(artifact: string, file: EvidenceFile, context: ParseContext, maxBytes: number): JsonObject | undefined {
  const source = context.bytes(file);
  const text = new TextDecoder().decode(readBytes(source, 0, Math.min(source.byteLength, maxBytes)));
  try {
    const value: unknown = JSON.parse(text);
    if (isJsonObject(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  if (text.trim() !== "") context.skip(message(`artifacts/${artifact}/no-json`), [atFile], "unreadable-form");
  return undefined;
}
