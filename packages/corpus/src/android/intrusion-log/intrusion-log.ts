import { utf8 } from "../../bytes.ts";
import type { UnixSeconds } from "../../time.ts";

/** What a phone with Advanced Protection logs of itself. Written after the fields that were seen in such logs. */
export type LoggedEvent =
  | { readonly at: UnixSeconds; readonly kind: "dns"; readonly app: string; readonly host: string; readonly addresses?: readonly string[] }
  | { readonly at: UnixSeconds; readonly kind: "connect"; readonly app: string; readonly address: string; readonly port: number }
  | {
      readonly at: UnixSeconds;
      readonly kind: "security";
      readonly tag: string;
      readonly details?: Readonly<Record<string, string | number | boolean>>;
    };

/** One text for each day (UTC), one line for each event: milliseconds in the log of the network, nanoseconds in that of security. */
export function intrusionLogs(events: readonly LoggedEvent[], firstId = 1): ReadonlyMap<string, Uint8Array> {
  const lines = new Map<string, string[]>();
  const sorted = [...events].sort((a, b) => a.at - b.at);
  const ids = { network: firstId, security: firstId };
  for (const event of sorted) {
    const name = `${new Date(Math.floor(event.at) * 1000).toISOString().slice(0, 10)}.txt`;
    const line = lineOf(event, event.kind === "security" ? ids.security++ : ids.network++);
    lines.set(name, [...(lines.get(name) ?? []), line]);
  }
  return new Map([...lines].map(([name, texts]) => [name, utf8(`${texts.join("\n")}\n`)]));
}

function lineOf(event: LoggedEvent, id: number): string {
  const milliseconds = Math.round(event.at * 1000);
  if (event.kind === "dns") {
    const addresses = (event.addresses ?? []).map((address) => `/${address}`);
    return JSON.stringify({
      dns_event: { event_id: id, event_time: milliseconds, hostname: event.host, ip_addresses: addresses, package_name: event.app },
    });
  }
  if (event.kind === "connect") {
    const { address, port, app } = event;
    return JSON.stringify({
      connect_event: { event_id: id, event_time: milliseconds, ip_address: `/${address}`, port, package_name: app },
    });
  }
  // JSON's numbers would lose the last digits of nanoseconds.
  return `{"security_event":{"event_id":${id},"event_time":${milliseconds}000000,${JSON.stringify(event.tag)}:${JSON.stringify(event.details ?? {})}}}`;
}
