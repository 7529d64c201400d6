import type { PhoneFile } from "../ios/phone.ts";
import { everydayBrowsing } from "./everyday-browsing.ts";
import { everydayCommunication } from "./everyday-communication.ts";
import type { EverydayInput } from "./everyday-input.ts";
import { everydaySettings } from "./everyday-settings.ts";

/** What makes up the books of a phone beside messages, history and network: each holds something, and none of it means anything. */
export const everydayFiles = (input: EverydayInput): readonly PhoneFile[] => [
  ...everydayCommunication(input),
  ...everydayBrowsing(input),
  ...everydaySettings(input),
];
