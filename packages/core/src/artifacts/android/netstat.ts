import { isIpAddress, normalizeHost } from "../../model/host-name.ts";
import type { Observable } from "../../model/observable.ts";
import { defineArtifact } from "../artifact.ts";
import { linewise, skipLine } from "../linewise.ts";
import { optional } from "../optional-field.ts";

/** A connection that was open when the list was made. */
export interface OpenConnection {
  /** `tcp`, `tcp6`, `udp`, `udp6`, `raw` … */
  readonly protocol: string;
  readonly localAddress: string;
  readonly localPort?: number;
  readonly remoteAddress?: string;
  readonly remotePort?: number;
  readonly connectionState?: string;
}

const LINE = /^(tcp|tcp6|udp|udp6|raw|raw6|udplite)\s+\d+\s+\d+\s+(\S+)\s+(\S+)(?:\s+([A-Z]\S*))?/;
const HEADING = /^(?:Active |Proto )/;
/** Unix sockets follow under a heading of their own; they lead nowhere. */
const UNIX = /^(?:unix|Active UNIX)/;
/** Addresses that name no other host: none, this phone, its neighbours. */
const NOWHERE = /^(?:0\.0\.0\.0|::|127\..*|::1|fe80:.*|169\.254\..*)$/;

export default defineArtifact<OpenConnection>({
  id: "android/netstat",
  version: 1,
  paths: [
    "bridle:/dumpstate/NETSTAT", // bug reports: netstat -nW
  ],
  presence: { "android-bugreport": "with-os" },
  scope: "device",
  emits: { "ipv4-addr:value": ["contacted"], "ipv6-addr:value": ["contacted"] },
  provenOn: "synthetic-only",
  references: [
    "https://github.com/landley/toybox",
    "https://android.googlesource.com/platform/frameworks/native/+/refs/heads/main/cmds/dumpstate/",
  ],

  parse: (file, context) =>
    linewise(context.lines(file), (found) => {
      let isUnix = false;
      return {
        see(line) {
          isUnix ||= UNIX.test(line.text);
          if (isUnix || line.text.trim() === "" || HEADING.test(line.text)) return;
          const match = LINE.exec(line.text);
          const local = match && endOf(match[2]!);
          const remote = match && endOf(match[3]!);
          if (!match || !local) return skipLine(context, line);
          found(line, {
            protocol: match[1]!,
            localAddress: local.address,
            ...optional("localPort", local.port),
            ...(remote && !NOWHERE.test(remote.address) && { remoteAddress: remote.address, ...optional("remotePort", remote.port) }),
            ...optional("connectionState", match[4]),
          });
        },
      };
    }),

  observables({ remoteAddress }) {
    if (remoteAddress === undefined) return [];
    const type = remoteAddress.includes(":") ? "ipv6-addr:value" : "ipv4-addr:value";
    return [{ type, role: "contacted", value: remoteAddress, circumstances: UNKNOWN }];
  },
});

const UNKNOWN: NonNullable<Observable["circumstances"]> = ["unknown-program"];

/** `1.2.3.4:443`, `::ffff:1.2.3.4:443`, `2001:db8::1:443`, `[…]:443`, `…:*`: the port stands behind the last colon. */
function endOf(text: string): { readonly address: string; readonly port?: number } | undefined {
  const colon = text.lastIndexOf(":");
  const host = colon === -1 ? undefined : normalizeHost(text.slice(0, colon).replace(/^\[(.*)\]$/, "$1"));
  const port = text.slice(colon + 1);
  if (host === undefined || !isIpAddress(host)) return undefined;
  return { address: host, ...(/^\d{1,5}$/.test(port) && { port: Number(port) }) };
}
