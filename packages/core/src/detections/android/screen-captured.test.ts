import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import screenCaptured from "./screen-captured.ts";

test("speaks of an app that had the picture of the screen", () => {
  expect(hitsOf(screenCaptured, [{ packageName: "com.example.app" }])).toMatchObject([
    { subject: { type: "app:id", value: "com.example.app" } },
  ]);
});

test("is silent on the system's own recorder and on casting", () => {
  expect(hitsOf(screenCaptured, [{ packageName: "com.android.systemui" }, { packageName: "com.google.android.gms" }])).toEqual([]);
});
