import { atLine } from "../../model/locator.ts";
import type { Located } from "../../model/record.ts";
import { defineArtifact } from "../artifact.ts";
import { skipLine } from "../linewise.ts";
import { optional } from "../optional-field.ts";
import { tellTooMany } from "../partial-record.ts";

/** A wireless network that was in reach when the archive was made. Addresses of stations, which tell where the phone was, are not read. */
export interface NetworkInReach {
  /** As it calls itself; absent where it hides its name. */
  readonly network?: string;
  readonly security?: string;
}

/** Stations in reach of one phone. */
const MAX_STATIONS = 10_000;
const SUMMARY = /^total=\d/;
/**
 * `NAME - ssid=<hex>`, `'NAME' (<hex>)`, `'NAME' <<hex>>`, `<HIDDEN>`, or no name at all before the station: the forms that the tests and
 * comments of EC-DIGIT's parser quote, from iOS 16 back.
 */
const STATION = /^(?:.{0,512}? - ssid=([^,]{1,128})|'.{0,512}?' [(<]([0-9A-Fa-f ]{1,128})[)>]|<HIDDEN>|(?=bssid=))/;
/** What is said of each station, whatever its form. */
const MEASURED = /\b(?:bssid|rssi|channel)=/;
const SECURITY = /\bsecurity=([\w-]{1,64})/;
const HEX = /^(?:[0-9A-Fa-f]{2}){1,64}$/;

export default defineArtifact<NetworkInReach>({
  id: "ios/wifi-scan",
  version: 1,
  paths: ["bridle:/sysdiagnose/WiFi/wifi_scan*.txt"],
  presence: { sysdiagnose: "with-os" },
  scope: "device",
  emits: {},
  provenOn: "synthetic-only",
  references: ["https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],

  *parse(file, context) {
    let count = 0;
    for (const lines of context.lines(file)) {
      const found: Located<NetworkInReach>[] = [];
      for (const line of lines) {
        if (line.text.trim() === "" || SUMMARY.test(line.text)) continue;
        const match = MEASURED.test(line.text) ? STATION.exec(line.text) : null;
        if (!match) skipLine(context, line);
        else if (++count <= MAX_STATIONS) found.push({ at: [atLine(line.line)], data: networkOf(line.text, match) });
      }
      yield found;
    }
    if (count > MAX_STATIONS) tellTooMany(context, atLine(1), MAX_STATIONS);
  },
});

const networkOf = (text: string, [, plain, quoted]: RegExpExecArray): NetworkInReach => ({
  ...optional("network", nameOf((plain ?? quoted ?? "").replaceAll(" ", ""))),
  ...optional("security", SECURITY.exec(text)?.[1]),
});

/** The name before it may hold anything, and so its letters are taken from their numbers. */
const nameOf = (hex: string): string | undefined =>
  HEX.test(hex) ? new TextDecoder().decode(Uint8Array.from(hex.match(/../g)!, (pair) => Number.parseInt(pair, 16))) : undefined;
