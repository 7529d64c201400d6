const PREFIX = "kTCCService";

/** Permissions by which a phone can be listened to, watched or read (Apple, protected resources). */
const SENSITIVE = new Set(["Microphone", "Camera", "AddressBook", "Photos", "Calendar", "Reminders", "ScreenCapture", "MediaLibrary"]);
/** Those by which it can be listened to or watched. */
const SENSORS = new Set(["Microphone", "Camera", "ScreenCapture"]);

/** `kTCCServiceMicrophone` as Microphone. */
export const wordOf = (service: string): string => (service.startsWith(PREFIX) ? service.slice(PREFIX.length) : service);

export const isSensitive = (service: string): boolean => SENSITIVE.has(wordOf(service));
export const isSensor = (service: string): boolean => SENSORS.has(wordOf(service));
