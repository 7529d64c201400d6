import type { TextLine } from "../../formats/text/read-lines.ts";
import { defineArtifact } from "../artifact.ts";
import { appObservable, type Component, componentOf, indentOf } from "../dumpsys-text.ts";
import { type Found, type LineReader, linewise } from "../linewise.ts";
import { optional } from "../optional-field.ts";

/** An app with an administrator's rights over the phone or a part of it. */
export interface DevicePolicyEntry extends Component {
  readonly adminKind: "device-admin" | "device-owner" | "profile-owner";
  readonly packageName: string;
  readonly component: string;
  readonly userId?: number;
  readonly appUid?: number;
  /** Such as wipe-data, force-lock, reset-password. */
  readonly policies: readonly string[];
  readonly isTestOnly: boolean;
}

type AdminKind = DevicePolicyEntry["adminKind"];

const ADMINS = /^\s*Enabled Device Admins \(User (\d{1,4})\b/;
const OWNER = /^\s*(Device Owner|Profile Owner)(?: \(User (\d{1,4})\))?:/;
const OWNER_ADMIN = /^\s*admin=(\S+)/;
const ADMIN = /^\s*(\S+\/\S+):\s*$/;
const POLICY = /^[a-z][a-z-]{2,63}$/;
const MAX_POLICIES = 64;

interface OpenAdmin extends Component {
  readonly line: TextLine;
  readonly adminKind: AdminKind;
  readonly userId: number | undefined;
  readonly policies: string[];
  appUid: number | undefined;
  isTestOnly: boolean;
}

export default defineArtifact<DevicePolicyEntry>({
  id: "android/device-policy",
  version: 1,
  paths: [
    "bridle:/dumpsys/device_policy", // every bug report; AndroidQF's dumpsys.txt
  ],
  presence: { "android-bugreport": "expected", androidqf: "expected" },
  scope: "device",
  emits: { "app:id": ["installed"] },
  provenOn: "synthetic-only",
  references: [
    "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/android14-release/services/devicepolicy/java/com/android/server/devicepolicy/DevicePolicyData.java",
    "https://developer.android.com/work/device-admin",
  ],

  parse: (file, context) => linewise(context.lines(file), policyReader),

  observables: ({ packageName }) => [appObservable(packageName, "installed")],
});

function policyReader(found: Found<DevicePolicyEntry>): LineReader {
  let section: { readonly adminKind: AdminKind; readonly userId: number | undefined; readonly indent: number } | undefined;
  let open: OpenAdmin | undefined;
  let isPolicies = false;
  const close = (): void => {
    if (open) found(open.line, entryOf(open));
    open = undefined;
    isPolicies = false;
  };
  const start = (line: TextLine, component: Component): void => {
    close();
    open = { line, ...section!, ...component, policies: [], appUid: undefined, isTestOnly: false };
  };
  return {
    see(line) {
      const { text } = line;
      const next = sectionOf(text);
      if (next) {
        close();
        section = next;
      } else if (section && text.trim() !== "") {
        const isAdmins = section.adminKind === "device-admin";
        const component = componentOf((isAdmins ? ADMIN : OWNER_ADMIN).exec(text)?.[1] ?? "");
        if (component) start(line, component);
        else if (indentOf(text) <= section.indent) {
          close();
          section = undefined;
        } else if (open) isPolicies = seeWithin(open, text.trim(), isPolicies);
      }
    },
    end: close,
  };
}

function sectionOf(text: string): { adminKind: AdminKind; userId: number | undefined; indent: number } | undefined {
  const indent = indentOf(text);
  const admins = ADMINS.exec(text)?.[1];
  if (admins !== undefined) return { adminKind: "device-admin", userId: Number(admins), indent };
  const [, owner, user] = OWNER.exec(text) ?? [];
  if (owner === undefined) return undefined;
  return {
    adminKind: owner === "Device Owner" ? "device-owner" : "profile-owner",
    userId: user === undefined ? undefined : Number(user),
    indent,
  };
}

/** True while the list of policies goes on: words by themselves, one a line. */
function seeWithin(open: OpenAdmin, text: string, isPolicies: boolean): boolean {
  if (text === "policies:") return true;
  if (isPolicies && POLICY.test(text)) {
    if (open.policies.length < MAX_POLICIES) open.policies.push(text);
    return true;
  }
  const uid = /^uid=(\d{1,9})$/.exec(text)?.[1];
  if (uid !== undefined) open.appUid = Number(uid);
  if (text === "testOnlyAdmin=true") open.isTestOnly = true;
  return false;
}

const entryOf = ({ adminKind, packageName, component, userId, appUid, policies, isTestOnly }: OpenAdmin): DevicePolicyEntry => ({
  adminKind,
  packageName,
  component,
  ...optional("userId", userId),
  ...optional("appUid", appUid),
  policies,
  isTestOnly,
});
