import { expect, test } from "vitest";
import { faultsOf, recordsOf } from "../../testing/index.ts";
import environment from "./environment.ts";

const PATH = "bridle:/androidqf/env.txt";
const ENV = new TextEncoder().encode("PATH=/system/bin\nLD_PRELOAD=/data/local/tmp/x.so:/y.so\nHOME=/\nLD_PRELOAD=\nX=LD_PRELOAD=/no\n");

test("keeps what changes the loading of libraries, and nothing else", async () => {
  const records = await recordsOf(environment, PATH, ENV);
  expect(records).toEqual([{ variable: "LD_PRELOAD", value: "/data/local/tmp/x.so:/y.so" }]);
  expect(environment.observables!(records[0]!).map(({ value }) => value)).toEqual(["/data/local/tmp/x.so", "/y.so"]);
});

test("ends every damaged copy with records or a FormatError", async () => {
  expect(await faultsOf(environment, PATH, ENV)).toEqual([]);
});
