import { expect, test } from "vitest";
import { faultsOf, recordsOf } from "../../testing/index.ts";
import roles from "./roles.ts";

const PATH = "bridle:/dumpsys/role";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const ORDINARY = `ROLE MANAGER STATE (dumpsys role):
{
  user_states={
    user_id=0
    version=1
    packages_hash=3AE1B2
    roles=[
      {
        name=android.app.role.SMS
        holders=com.example.messages
      }
      {
        name=android.app.role.BROWSER
      }
      {
        name=android.app.role.CALL_SCREENING
        holders=[com.example.stork, com.example.heron]
      }
      {
        name=odd
        holders=com.example.odd
      }
    ]
  }
  user_states={
    user_id=10
    roles={
      name=android.app.role.DIALER
      holders=com.example.dialer
    }
  }
}
`;

test("tells each holder with its role and user, in either form of a list", async () => {
  expect(await recordsOf(roles, PATH, bytes(ORDINARY))).toEqual([
    { role: "SMS", packageName: "com.example.messages", userId: 0 },
    { role: "CALL_SCREENING", packageName: "com.example.stork", userId: 0 },
    { role: "CALL_SCREENING", packageName: "com.example.heron", userId: 0 },
    { role: "DIALER", packageName: "com.example.dialer", userId: 10 },
  ]);
});

test("damaged text costs records, not the reading", async () => {
  expect(await recordsOf(roles, PATH, bytes(ORDINARY.slice(0, 300)))).toHaveLength(1);
  expect(await faultsOf(roles, PATH, bytes(ORDINARY))).toEqual([]);
});
