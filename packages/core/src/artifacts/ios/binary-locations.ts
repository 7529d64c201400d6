import { textOf } from "../../formats/plist/value.ts";
import { atKey } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import { defineArtifact } from "../artifact.ts";
import { withinLimit } from "../partial-record.ts";
import { readDictionary } from "../plist-members.ts";

/** A program or library that the phone's own sampling met, by its image and where it lay. */
export interface BinaryLocation {
  /** As stored. */
  readonly imageUuid: string;
  /** Canonical. */
  readonly path: string;
}

/** A phone has some thousand images beside those of the shared cache. */
const MAX_IMAGES = 100_000;
const UUID = /^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/;

export default defineArtifact<BinaryLocation>({
  id: "ios/binary-locations",
  version: 1,
  paths: ["bridle:/sysdiagnose/logs/tailspindb/UUIDToBinaryLocations"], // seen on iOS 12 to 14
  presence: { sysdiagnose: "with-os" },
  scope: "device",
  emits: { "file:path": ["listed"] },
  provenOn: "synthetic-only",
  references: ["https://github.com/cheeky4n6monkey/iOS_sysdiagnose_forensic_scripts", "https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],

  *parse(file, context) {
    const root = readDictionary(context, file);
    if (!root) return;
    yield withinLimit(context, [...root], MAX_IMAGES).flatMap(([imageUuid, value]): Located<BinaryLocation>[] => {
      const at = [atKey(imageUuid)];
      const path = textOf(value);
      if (UUID.test(imageUuid) && path?.startsWith("/")) return [{ at, data: { imageUuid, path: context.canonical(path) } }];
      context.skip(message("artifacts/shared/field-damaged", { field: "path" }), at);
      return [];
    });
  },

  observables: ({ path }) => [{ type: "file:path", role: "listed", value: path }],
});
