import type { MvtModule } from "../module.ts";
import * as backup from "./backup.ts";
import * as browsing from "./browsing.ts";
import * as device from "./device.ts";
import * as installed from "./installed.ts";
import * as messages from "./messages.ts";
import * as whatsapp from "./whatsapp.ts";

/** Every module of MVT that reads backups and has its equal here. */
export const mvtModules: readonly MvtModule[] = [
  ...Object.values(backup),
  ...Object.values(device),
  ...Object.values(installed),
  ...[messages.sms, messages.smsAttachments, messages.calls, messages.contacts, messages.interactionC, messages.calendar],
  messages.idStatusCache,
  ...Object.values(whatsapp),
  ...Object.values(browsing),
].sort((a, b) => (a.slug < b.slug ? -1 : 1));
