import { expect, test } from "vitest";
import { faultsOf, recordsOf } from "../../testing/index.ts";
import notificationListeners from "./notification-listeners.ts";

const PATH = "bridle:/dumpsys/notification";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const ORDINARY = `Current Notification Manager state:
  Notification List:
    NotificationRecord(0x0: pkg=com.example.chat text=All notification listeners (1) enabled for current profiles:)

  Notification listeners:
    Allowed notification listeners:
      com.example.watch/.Listener:com.example.stork/com.example.stork.Reader (user: 0 isPrimary: true)
    Has user set:
      userId=0 value={}
    All notification listeners (2) enabled for current profiles:
      ComponentInfo{com.example.watch/com.example.watch.Listener}
      ComponentInfo{com.example.stork/com.example.stork.Reader}
    Live notification listeners (1):
      ComponentInfo{com.example.stork/com.example.stork.Reader} (user 0): android.service.notification.INotificationListener$Stub$Proxy@1 SYSTEM
    Snoozed notification listeners (0):
      ComponentInfo{com.example.other/.No}
`;

test("tells who is allowed, who is enabled and who is connected, and nothing of the notifications", async () => {
  const records = await recordsOf(notificationListeners, PATH, bytes(ORDINARY));
  expect(records.map(({ listenerState, packageName, userId }) => [listenerState, packageName, userId])).toEqual([
    ["allowed", "com.example.watch", 0],
    ["allowed", "com.example.stork", 0],
    ["enabled", "com.example.watch", undefined],
    ["enabled", "com.example.stork", undefined],
    ["live", "com.example.stork", 0],
  ]);
  expect(notificationListeners.observables!(records[4]!)).toEqual([{ type: "app:id", role: "ran", value: "com.example.stork" }]);
});

test("damaged text costs records, not the reading", async () => {
  expect(await faultsOf(notificationListeners, PATH, bytes(ORDINARY))).toEqual([]);
});
