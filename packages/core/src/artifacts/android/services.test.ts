import { expect, test } from "vitest";
import { faultsOf, read } from "../../testing/index.ts";
import services from "./services.ts";

const PATH = "bridle:/androidqf/services.txt";
const LIST = new TextEncoder().encode("Found 3 services:\n0\tactivity: [android.app.IActivityManager]\n1\tcom.x.y/default: []\n");

test("tells each service with its interface", async () => {
  const { records, problems } = await read(services, { [PATH]: LIST });
  expect(problems).toEqual([]);
  expect(records).toEqual([{ service: "activity", serviceInterface: "android.app.IActivityManager" }, { service: "com.x.y/default" }]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(services, PATH, LIST)).toEqual([]);
});
