import { expect, test } from "vitest";
import type { IntrusionEvent } from "../../artifacts/android/intrusion-log.ts";
import { fromUnixSeconds } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import storageMediumAttached from "./storage-medium-attached.ts";

const time = fromUnixSeconds(1_750_000_000)!;
const entry = (tag: string, details: Record<string, string> = {}): IntrusionEvent => ({ kind: "security", tag, details, time });

test("tells how often, where and since when, and not what people named the medium", () => {
  const mounts = ["/storage/1234-ABCD", "/storage/1234-ABCD"].map((mount_point) =>
    entry("media_mount", { mount_point, volume_label: "DEMO name" }),
  );
  const hits = hitsOf(storageMediumAttached, [...mounts, entry("media_mount")]);
  expect(hits).toMatchObject([{ subject: "media-mounted", count: 3, time, params: { points: "/storage/1234-ABCD, ?" } }]);
  expect(JSON.stringify(hits[0]!.params)).not.toContain("DEMO name");
});

test("is silent on what was taken away, and on other entries", () => {
  const dns: IntrusionEvent = { kind: "dns", hostname: "media_mount", addresses: [] };
  expect(hitsOf(storageMediumAttached, [entry("media_unmount"), entry("os_startup"), dns])).toEqual([]);
});
