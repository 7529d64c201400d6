import type { TextLine } from "../../formats/text/read-lines.ts";
import type { EvidenceTime } from "../../model/time.ts";
import { parseLocal } from "../android-clock.ts";
import { defineArtifact, type ParseContext } from "../artifact.ts";
import { type Found, type LineReader, linewise } from "../linewise.ts";
import type { Draft } from "../optional-field.ts";

/** A user or profile of the phone. Names that people gave are left out. */
export interface PhoneUser {
  readonly userId: number;
  /** `android.os.usertype.full.SYSTEM`, `….profile.MANAGED`, `….profile.PRIVATE`, `….profile.CLONE` … */
  readonly userType?: string;
  readonly created?: EvidenceTime;
  readonly lastUsed?: EvidenceTime;
  /** Restrictions in force, by the system's own names. */
  readonly restrictions?: readonly string[];
}

/** UserManagerService.dump: `  UserInfo{10:Name:1030} serialNo=10 …`, then indented lines; a name may hold colons. */
const USER = /^\s*UserInfo\{(\d+):.*:[0-9a-f]+\}/;
const TYPE = /^\s*Type: (\S+)/;
const CREATED = /^\s*Created: .*\((\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?)\)|^\s*Created: (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?)/;
const LAST = /^\s*Last logged in: .*?(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?)/;
const EFFECTIVE = /^\s*Effective restrictions:/;
const HEADING = /^\s*[A-Z][\w ]*:/;
const RESTRICTION = /^\s+(no_[a-z0-9_]+|disallow_[a-z0-9_]+)$/;
const MAX_RESTRICTIONS = 200;

export default defineArtifact<PhoneUser>({
  id: "android/users",
  version: 1,
  paths: [
    "bridle:/dumpsys/user", // Android 4.2 on
  ],
  presence: { "android-bugreport": "expected", androidqf: "with-os" },
  scope: "device",
  emits: {},
  provenOn: "synthetic-only",
  references: ["https://source.android.com/docs/devices/admin/multi-user"],

  parse: (file, context) => linewise(context.lines(file), (found) => userReader(found, context)),

  events: ({ created, userId }) =>
    created ? [{ time: created, kind: "account", message: "artifacts/android/users/created", params: { user: String(userId) } }] : [],
});

function userReader(found: Found<PhoneUser>, context: ParseContext): LineReader {
  let open: { readonly line: TextLine; readonly user: Draft<PhoneUser>; readonly restrictions: string[] } | undefined;
  let isInRestrictions = false;
  const { zone } = context.acquisition;
  const close = (): void => {
    if (open) found(open.line, open.restrictions.length === 0 ? open.user : { ...open.user, restrictions: open.restrictions });
    open = undefined;
  };
  return {
    see(line) {
      const user = USER.exec(line.text);
      if (user) {
        close();
        open = { line, user: { userId: Number(user[1]) }, restrictions: [] };
      } else if (open) {
        const restriction = isInRestrictions ? RESTRICTION.exec(line.text)?.[1] : undefined;
        if (restriction !== undefined && open.restrictions.length < MAX_RESTRICTIONS) open.restrictions.push(restriction);
        else readField(open.user, line.text, zone);
      }
      if (HEADING.test(line.text)) isInRestrictions = EFFECTIVE.test(line.text);
    },
    end: close,
  };
}

function readField(user: Draft<PhoneUser>, text: string, zone: string | undefined): void {
  const type = TYPE.exec(text)?.[1];
  if (type !== undefined) user.userType ??= type;
  const created = CREATED.exec(text);
  const time = created && parseLocal((created[1] ?? created[2])!, zone);
  if (time) user.created ??= time;
  const last = LAST.exec(text)?.[1];
  const lastTime = last === undefined ? undefined : parseLocal(last, zone);
  if (lastTime) user.lastUsed ??= lastTime;
}
