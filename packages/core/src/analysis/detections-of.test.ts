import { expect, test } from "vitest";
import { artifacts } from "../artifacts/index.generated.ts";
import { readsOf } from "../detections/detection.ts";
import { detections } from "../detections/index.generated.ts";
import { detectionsOf } from "./detections-of.ts";

test("of each artifact: those that read it, once each, in their order", () => {
  for (const { id } of artifacts) {
    const expected = detections.filter((detection) => readsOf(detection).some((artifact) => artifact.id === id));
    expect(detectionsOf(id, detections), id).toEqual(expected);
  }
  expect(artifacts.some(({ id }) => detectionsOf(id, detections).length > 1)).toBe(true);
});

test("another list has its own", () => {
  const [one] = detectionsOf("android/packages", detections);
  expect(detectionsOf("android/packages", [one!])).toEqual([one]);
  expect(detectionsOf("android/packages", [])).toEqual([]);
  expect(detectionsOf("no/such", detections)).toEqual([]);
});
