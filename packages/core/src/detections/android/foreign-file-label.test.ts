import { expect, test } from "vitest";
import { hitsOf } from "../../testing/index.ts";
import foreignFileLabel from "./foreign-file-label.ts";

const judge = (path: string, label?: string) => hitsOf(foreignFileLabel, [{ path, ...(label && { label }) }]);

test.each(["u:object_r:app_data_file:s0:c12,c256,c512,c768", "u:object_r:system_file:s0", "u:object_r:unlabeled:s0"])(
  "speaks of %s in the shell's folder",
  (label) => {
    expect(judge("/data/local/tmp/x", label)).toMatchObject([
      { subject: "labels in staging", message: "summary-staging", params: { count: 1, paths: `/data/local/tmp/x (${label})` } },
    ]);
  },
);

test.each(["u:object_r:shell_data_file:s0", "u:object_r:tmpfs:s0", "u:object_r:unlabeled:s0"])(
  "speaks of %s among the system's files",
  (label) => {
    expect(judge("/vendor/bin/x", label)).toMatchObject([{ subject: "labels in system", message: "summary-system" }]);
  },
);

test("is silent on labels that belong there, on other folders, and without a label", () => {
  expect(judge("/data/local/tmp/x", "u:object_r:shell_data_file:s0")).toEqual([]);
  expect(judge("/data/local/tests/x", "u:object_r:shell_test_data_file:s0")).toEqual([]);
  expect(judge("/system/bin/sh", "u:object_r:shell_exec:s0")).toEqual([]);
  expect(judge("/vendor/lib64/x.so", "u:object_r:vendor_file:s0")).toEqual([]);
  expect(judge("/data/data/x", "u:object_r:app_data_file:s0")).toEqual([]);
  expect(judge("/systematic/x", "u:object_r:app_data_file:s0")).toEqual([]);
  expect(judge("/data/local/tmp/x")).toEqual([]);
  expect(judge("/data/local/tmp/x", "?")).toEqual([]);
});
