import { DAY } from "../time.ts";
import { localStamp } from "./stamps.ts";

/** What the collectors ask of the watch over certificates, in the form that the tests of EC-DIGIT's parser quote. */
export const securityEvents = (at: number): string => `ccstatus: In Circle (0)

Analytics sysdiagnose

Client: trust
${localStamp(at, 0)} +0000 EventSoftFailure: OTAPKIEvent - Attributes: {product : iPhone OS, errorDomain : NSOSStatusErrorDomain, errorCode : -67694 }
Client: local
No data
`;

/** What the daemon of key transparency knows of its own registrations, by the members that EC-DIGIT's parser reads. */
export const keyTransparency = (at: number, made: number): string => {
  const stamp = (time: number) => `${localStamp(time, 0)} +0000`;
  const registration = [{ app: "IDS.Messaging", registeredAt: stamp(at) }];
  const stateMachine = { accountFirstSeen: stamp(at), lasts: { kvsSync: stamp(made - DAY) }, ops: { check: `last ${stamp(made - DAY)}` } };
  return `${JSON.stringify({ registration, stateMachine })}\n`;
};

/** Networks in reach: iOS 16's form, and one that hides its name. */
export const WIFI_SCAN = `total=2, 5GHz(Active)=1, 2GHz=1, hidden=1
DEMO-CAFE - ssid=44454d4f2d43414645, shortSSID=0, bssid=<redacted>, security=wpa2-personal, channel=[5g36/80 (0x410)], cc=BE, rssi=-66, age=0ms
(null) - ssid=(null), shortSSID=0, bssid=<redacted>, security=wpa3-personal, channel=[2g11/20], cc=BE, rssi=-80, age=0ms
`;

/** Items of the keychain that hold passwords of networks, without them. */
export const wifiPasswords = (at: number): string => `
acct : DEMO-CAFE
agrp : apple
cdat : ${localStamp(at, 0)} +0000
desc : AirPort network password
labl : DEMO-CAFE
mdat : ${localStamp(at, 0)} +0000
svce : AirPort
sync : 1

`;
