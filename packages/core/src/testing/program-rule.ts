import { describe, expect, test } from "vitest";
import type { Detection } from "../detections/detection.ts";
import { hitsOf } from "./evidence.ts";

const STAGING = "/private/var/db/com.apple.xpc.roleaccountd.staging";
const BRAIN = "com.apple.NRD.UpdateBrainService";

/** What every rule about programs outside the folders for programs must say and leave unsaid; `recordOf` makes a record of a path. */
export function itTellsProgramsByPlace(detection: Detection, recordOf: (path: string) => object): void {
  describe(detection.id, () => {
    test.each([
      `${STAGING}/subridged`,
      "/private/var/tmp/UserEventAgent",
      "/private/var/root/Library/Caches/x",
      // The helper of updates is told by the whole shape of its path.
      `${STAGING}/${BRAIN}`,
      `${STAGING}/exec/x.xpc/${BRAIN}`,
      `${STAGING}/exec/1.2.xpc/${BRAIN}/more`,
    ])("speaks of %s", (path) => {
      expect(hitsOf(detection, [recordOf(path)])).toMatchObject([{ subject: { type: "file:path", value: path }, params: { path } }]);
    });

    test.each([
      `${STAGING}/exec/16777225.1234.xpc/${BRAIN}`, // the one tenant that Apple put there
      "/usr/libexec/locationd",
      "/kernel",
      "/private/var/containers/Bundle/Application/com.example/Example.app/Example",
      "/private/preboot/Cryptexes/OS/usr/libexec/x",
    ])("is silent on %s", (path) => {
      expect(hitsOf(detection, [recordOf(path)])).toEqual([]);
    });
  });
}
