import { utf8 } from "../bytes.ts";
import { buildDatabase } from "../database.ts";
import type { PhoneFile } from "../ios/phone.ts";
import { buildShortcuts } from "../ios/shortcuts.ts";
import { DAY, MINUTE, toDate } from "../time.ts";
import { type EverydayInput, isRecent } from "./everyday-input.ts";
import { databaseFile, listFile } from "./files.ts";

/** A shortcut, the networks that were joined, and the list of certificates that the owner added: none. */
export const everydaySettings = (input: EverydayInput): readonly PhoneFile[] => {
  const { to } = input;
  const trust = databaseFile("KeychainDomain", "TrustStore.sqlite3", to, buildTrustStore);
  if (!isRecent(input)) return [trust];
  return [
    trust,
    databaseFile("HomeDomain", "Library/Shortcuts/Shortcuts.sqlite", to, () =>
      buildShortcuts(to - 2 * DAY, "com.spotify.client", [["gettext", { WFTextActionText: input.token("shortcut") }]]),
    ),
    listFile("SystemPreferencesDomain", "com.apple.wifi.known-networks.plist", to, knownNetworks(input)),
  ];
};

/** trustd's store of the owner's own decisions (apple-oss-distributions/Security, trust/trustd). */
const buildTrustStore = () =>
  buildDatabase({ schema: ["CREATE TABLE tsettings (sha256 BLOB PRIMARY KEY, subj BLOB, tset BLOB, data BLOB)"], tables: [] });

const knownNetworks = ({ to, days, token }: EverydayInput) =>
  Object.fromEntries(
    ["Home", "Library", token("network")].map((name, index) => [
      `wifi.network.ssid.${name}`,
      {
        SSID: utf8(name),
        SupportedSecurityTypes: "WPA2/WPA3 Personal",
        AddedAt: toDate(to - (days - index / 4) * DAY),
        JoinedByUserAt: toDate(to - (days - index / 4) * DAY + MINUTE),
      },
    ]),
  );
