import { atFile, atKey } from "../../model/locator.ts";
import { message } from "../../model/message.ts";
import type { Located } from "../../model/record.ts";
import { defineArtifact } from "../artifact.ts";
import { isJsonObject, type JsonObject, listMember, textMember } from "../json-records.ts";
import { jsonStatus } from "../json-status.ts";
import { optional } from "../optional-field.ts";
import { withinLimit } from "../partial-record.ts";

/** A device that may read the secrets of the Apple account: a member of its circle of trust. */
export interface AccountDevice {
  /** The circle's own name of it. */
  readonly peerId?: string;
  /** Such as iPhone14,5. */
  readonly model?: string;
  readonly osVersion?: string;
  /** The phone itself. */
  readonly isSelf: boolean;
}

/** Members of one circle; an account has some ten devices. */
const MAX_PEERS = 1_000;
const MAX_BYTES = 32 << 20;

export default defineArtifact<AccountDevice>({
  id: "ios/account-devices",
  version: 1,
  paths: [
    "bridle:/sysdiagnose/otctl_status.txt", // JSON, seen on iOS 13 to 16
  ],
  presence: { sysdiagnose: "with-os" },
  scope: "device",
  emits: {},
  provenOn: "synthetic-only",
  references: ["https://github.com/abrignoni/iLEAPP", "https://github.com/apple-oss-distributions/Security"],

  *parse(file, context) {
    const status = jsonStatus("ios/account-devices", file, context, MAX_BYTES);
    const dump = status?.["contextDump"];
    if (!isJsonObject(dump)) {
      if (status) context.skip(message("artifacts/ios/account-devices/no-dump"), [atFile], "unreadable-form");
      return;
    }
    const self = dump["self"];
    const own: Located<AccountDevice>[] = isJsonObject(self) ? [{ at: [atKey("contextDump", "self")], data: deviceOf(self, true) }] : [];
    const peers = withinLimit(context, listMember(dump, "peers", MAX_PEERS + 1), MAX_PEERS);
    const others = peers.flatMap((peer, index): Located<AccountDevice>[] =>
      isJsonObject(peer) ? [{ at: [atKey("contextDump", "peers", index)], data: deviceOf(peer, false) }] : [],
    );
    yield [...own, ...others];
  },
});

/** Serial numbers and names, which stand there too, are left unread: they are other people's devices. */
function deviceOf(peer: JsonObject, isSelf: boolean): AccountDevice {
  const [permanent, stable] = ["permanentInfo", "stableInfo"].map((name) => peer[name]).map((part) => (isJsonObject(part) ? part : {}));
  return {
    ...optional("peerId", textMember(peer, "peerID")),
    ...optional("model", textMember(permanent!, "model_id")),
    ...optional("osVersion", textMember(stable!, "os_version")),
    isSelf,
  };
}
