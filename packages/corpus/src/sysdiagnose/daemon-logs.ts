import { DAY, type UnixSeconds } from "../time.ts";
import type { SysdiagnosePhone } from "./phone.ts";
import { localStamp } from "./stamps.ts";

/** Logs that daemons of the system keep for themselves, in forms seen in published ones (log2timeline/plaso test data). */

interface Line {
  readonly at: UnixSeconds;
  readonly text: string;
}

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DATA = "/private/var/mobile/Containers/Data/Application/99FCC994-C7C1-4F60-A797-0BFFB204453A";
const CHAT = "org.whispersystems.signal";
const STAGED =
  "/private/var/containers/Shared/SystemGroup/systemgroup.com.apple.installcoordinationd/Library/InstallCoordination/PromiseStaging";

/** `Mon Apr  7 06:13:34 2025 [234] <notice> (0x16b48f000) …` */
function entries(phone: SysdiagnosePhone, level: string, lines: readonly Line[]): string {
  return [...lines]
    .sort((a, b) => a.at - b.at)
    .map(({ at, text }) => {
      const [date, clock] = localStamp(at, phone.zoneHours).split(" ") as [string, string];
      const day = new Date(`${date}T00:00:00Z`);
      const number = String(day.getUTCDate()).padStart(2, " ");
      return `${DAYS[day.getUTCDay()]} ${MONTHS[day.getUTCMonth()]} ${number} ${clock} ${day.getUTCFullYear()} [234] <${level}> (0x16b48f000) ${text}\n`;
    })
    .join("");
}

const install = (at: UnixSeconds, bundleId: string, type: string): readonly Line[] => [
  {
    at,
    text: `-[MIClientConnection _doInstallationForURL:identity:domain:options:completion:]: Install of "${STAGED}/DEMO.app" type ${type} (LSInstallType = (null), Domain: MIInstallationDomainDefault) requested by installcoordinationd (pid 117 (501/501))`,
  },
  {
    at,
    text: `-[MIInstaller _installInstallable:containingSymlink:error:]: Installing <MIInstallableBundle ID=${bundleId}; Version=1, ShortVersion=1.0.0>`,
  },
  {
    at: at + 1,
    text: `-[MIContainer makeContainerLiveReplacingContainer:reason:waitForDeletion:withError:]: Made container live for ${bundleId} at ${DATA}`,
  },
  {
    at: at + 2,
    text: `-[MIInstaller performInstallationWithError:]: Install Successful for (${type}:${bundleId}); Staging: 0.01s; Overall: 0.25s`,
  },
];

const removal = (at: UnixSeconds, bundleId: string): readonly Line[] => [
  {
    at,
    text: `-[MIClientConnection _uninstallIdentities:withOptions:completion:]: Uninstall requested by installcoordinationd (pid 117 (501/501)) for identity [${bundleId}/PersonalPersonaPlaceholderString] with options: (null)`,
  },
  { at, text: `-[MIUninstaller _uninstallBundleWithIdentity:error:]: Uninstalling identifier ${bundleId}` },
  { at, text: `-[MIUninstaller _uninstallBundleWithIdentity:error:]: Destroying container ${bundleId} with persona (null) at ${DATA}` },
];

/** An app of the store, first its placeholder; one that was removed after weeks; starts of the phone. */
export function mobileInstallation(phone: SysdiagnosePhone): string {
  const begin = phone.boots[0]! + DAY;
  const app = phone.handsOn?.app;
  return entries(phone, "notice", [
    ...install(begin, CHAT, "Placeholder"),
    ...install(begin + 60, CHAT, "Customer"),
    ...install(begin + 600, "org.example.game", "Customer"),
    ...removal(begin + 20 * DAY, "org.example.game"),
    ...phone.boots.map((at) => ({ at: at + 50, text: "main: Reboot detected" })),
    ...(app ? [...install(app.installed, app.bundleId, "Developer"), ...removal(app.removed, app.bundleId)] : []),
  ]);
}

export const containermanagerd = (phone: SysdiagnosePhone): string =>
  entries(phone, "notice", [
    ...phone.boots.map((at) => ({
      at: at + 20,
      text: "_containermanagerd_init_block_invoke: containermanagerd performing first boot initialization",
    })),
    ...phone.boots.map((at) => ({ at: at + 21, text: "_containermanagerd_init_block_invoke: containermanagerd cleanup complete" })),
    {
      at: phone.boots[0]! + 21 * DAY,
      text: "-[MCMGroupManager _removeGroupContainersIfNeededforUser:groupContainerClass:identifiers:referenceCounts:]: Last reference to group container group.org.example.game was removed",
    },
  ]);

const RULE = "_".repeat(68);

/** The daemon starts with the phone; an update a month ago, or, where it was set up anew, none before. */
export function activation(phone: SysdiagnosePhone): string {
  const setUp = phone.handsOn?.setUp;
  const start = (at: UnixSeconds): readonly Line[] =>
    [
      "____________________ Mobile Activation Startup _____________________",
      `build_version: ${phone.build}`,
      `product_type: ${phone.model}`,
      RULE,
    ].map((text) => ({ at: at + 25, text: `MA: main: ${text}` }));
  return entries(phone, "debug", [
    ...phone.boots.flatMap(start),
    setUp === undefined
      ? { at: phone.boots[0]! + 26, text: `MA: perform_data_migration: Upgrade from 10A000 to ${phone.build} detected.` }
      : { at: setUp, text: `MA: perform_data_migration: Upgrade from () to ${phone.build} (${phone.osVersion}) detected.` },
    { at: phone.boots.at(-1)! + 27, text: "MA: copy_state: Activation State: Activated" },
  ]);
}

/** `04/07/25 06:35:10.563345 pid=79 handle_pair: …` */
export function lockdownd(phone: SysdiagnosePhone): string {
  const lines = [
    ...phone.boots.map((at) => ({ at: at + 10, text: `lockstart_local: Build version: ${phone.build}` })),
    { at: phone.made - 4 * DAY, text: "handle_get_value: AMPDevicesAgent attempting to get [ProductType]" },
    ...(phone.handsOn
      ? [
          {
            at: phone.handsOn.backupService,
            text: "handle_start_service_with_socket: demo-tool attempting to spawn com.apple.mobilebackup2 service.",
          },
        ]
      : []),
    ...(phone.handsOn?.paired ?? []).flatMap(({ at, host }) => [
      { at: at - 4, text: `handle_pair: Pair message: {\n    PairRecord =     {\n        HostID = "${host}";\n    };\n}` },
      { at: at - 3, text: "ask_user_to_trust_block_invoke: Asking the user if they want to pair." },
      { at: at - 3, text: "handle_pair: Pair for usbmuxd failed : PairingDialogResponsePending" },
      { at: at - 1, text: `store_escrow_record: Creating escrow bag for ${host}` },
      { at, text: "handle_pair: Pair for usbmuxd succeeded ." },
      { at: at + 5, text: "handle_start_service_with_socket: demo-tool attempting to spawn com.apple.mobile.installation_proxy service." },
    ]),
  ].sort((a, b) => a.at - b.at);
  return lines
    .map(({ at, text }) => {
      const [year, month, rest] = localStamp(at, phone.zoneHours).slice(2).split("-") as [string, string, string];
      const [day, clock] = rest.split(" ") as [string, string];
      return `${month}/${day}/${year} ${clock}.000001 pid=79 ${text}\n`;
    })
    .join("");
}
