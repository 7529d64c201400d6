import { renderEnglish } from "../messages/catalog.ts";
import type { AcquisitionInfo } from "../model/acquisition.ts";
import { type Message, message } from "../model/message.ts";
import type { PlacedResult } from "./artifact-result.ts";

/** One acquisition of a case, and what reading it gave. */
export interface ReadAcquisition {
  readonly info: AcquisitionInfo;
  readonly results: readonly PlacedResult[];
}

/** A sentence about one acquisition of several, told by its number in the case (from 1) and its kind. */
export const ofAcquisition = (index: number, { kind }: AcquisitionInfo, { message: id, params }: Message): Message => {
  const artifact = params?.["artifact"];
  const named = typeof artifact === "string" ? { ...params, artifact: renderEnglish(message(`artifacts/${artifact}/title`)) } : params;
  return message("assessment/of-acquisition", {
    number: index + 1,
    kind: renderEnglish(message(`report/kind-${kind}`)),
    sentence: renderEnglish(named === undefined ? message(id) : message(id, named)),
    ...(typeof artifact === "string" && { artifact }),
  });
};
