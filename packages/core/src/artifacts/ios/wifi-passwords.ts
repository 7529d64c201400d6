import type { TextLine } from "../../formats/text/read-lines.ts";
import { atLine } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { type Found, type LineReader, linewise } from "../linewise.ts";
import { timeWithOffset } from "../log-time.ts";
import { optional } from "../optional-field.ts";
import { tellTooMany } from "../partial-record.ts";

/** A network whose password the phone keeps. The password is in no sysdiagnose. */
export interface StoredNetwork {
  /** As it calls itself. */
  readonly network: string;
  readonly passwordStored?: EvidenceTime;
  readonly passwordChanged?: EvidenceTime;
}

/** A line of an item: four letters that stand for an attribute of the keychain. */
const ATTRIBUTE = /^\s{0,64}(\w{4}) : (.{0,1024})/;
/** The service that passwords of networks belong to. */
const SERVICE = "AirPort";
const MAX_ATTRIBUTES = 64;
const MAX_ITEMS = 50_000;

export default defineArtifact<StoredNetwork>({
  id: "ios/wifi-passwords",
  version: 1,
  paths: ["bridle:/sysdiagnose/WiFi/security.txt"],
  presence: { sysdiagnose: "with-os" },
  scope: "device",
  emits: {},
  provenOn: "synthetic-only",
  references: ["https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],

  parse: (file, context) => linewise(context.lines(file), (found) => createReader(found, context)),

  events: ({ network, passwordStored }) =>
    passwordStored ? [{ time: passwordStored, kind: "usage", message: "artifacts/ios/wifi-passwords/stored", params: { network } }] : [],
});

/** Items stand apart by lines that are no attribute. */
function createReader(found: Found<StoredNetwork>, context: ParseContext): LineReader {
  let item = new Map<string, string>();
  let begin: TextLine | undefined;
  let strange: TextLine | undefined;
  let count = 0;
  const close = (): void => {
    if (begin && item.get("svce")?.trim() === SERVICE && item.has("acct")) {
      if (++count <= MAX_ITEMS) found(begin, networkOf(item));
      if (count === MAX_ITEMS + 1) tellTooMany(context, atLine(begin.line), MAX_ITEMS);
    }
    item = new Map();
  };
  return {
    see(line) {
      const [, key, value] = ATTRIBUTE.exec(line.text) ?? [];
      if (key === undefined) {
        close();
        if (line.text.trim() !== "") strange ??= line;
        return;
      }
      // An item without an empty line before it begins with an attribute that the last one has.
      if (item.has(key)) close();
      if (item.size === 0) begin = line;
      if (item.size < MAX_ATTRIBUTES) item.set(key, value!);
    },
    end() {
      close();
      if (!begin && strange) context.skip(message("artifacts/shared/no-entry"), [atLine(strange.line)], "unreadable-form");
    },
  };
}

const networkOf = (item: ReadonlyMap<string, string>): StoredNetwork => ({
  network: item.get("acct")!.trimEnd(),
  ...optional("passwordStored", timeWithOffset(item.get("cdat") ?? "")),
  ...optional("passwordChanged", timeWithOffset(item.get("mdat") ?? "")),
});
