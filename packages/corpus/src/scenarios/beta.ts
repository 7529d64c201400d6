import type { Device, Generation, InstalledApp } from "../ios/phone.ts";
import { merge } from "../life/life.ts";
import { ordinaryLife } from "../life/ordinary.ts";
import { defineScenario } from "./scenario.ts";

/** Builds of a beta end in a letter. Version and build of the 18.5 beta from https://developer.apple.com/news/releases/; the others after their pattern. */
const BETAS: Readonly<Record<Generation, Partial<Device>>> = {
  ios10: { productVersion: "10.3.3", buildVersion: "14G5028a" },
  ios15: { productVersion: "15.7", buildVersion: "19H5010a" },
  ios18: { productVersion: "18.5", buildVersion: "22F5042g" },
};

const APPS: readonly InstalledApp[] = [
  { bundleId: "org.openstreetmap.demo.beta", executable: "MapsBeta", version: "3.2", source: "com.apple.TestFlight" },
];

/** A tester's phone: a build that no table knows yet, apps from TestFlight, columns and tables that nobody has described. */
export default defineScenario({
  id: "beta",
  title: "A healthy phone with a beta of iOS",
  device: (generation) => BETAS[generation],
  live: (context) => merge(ordinaryLife(context), { apps: APPS }),
  assembly: {
    smsStatements: [
      "ALTER TABLE message ADD COLUMN demo_beta_flags INTEGER DEFAULT 0",
      "ALTER TABLE handle ADD COLUMN demo_beta_identity BLOB",
      "CREATE TABLE demo_beta_summary (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, message_id INTEGER, summary TEXT)",
    ],
  },
  planted: [],
  absent: [
    { what: "a finding of medium severity or above", axis: "compromise", why: "a new build changes shapes, not who is on the phone" },
    { what: "an app from TestFlight", axis: "none", value: "org.openstreetmap.demo.beta", why: "testers have such apps" },
  ],
});
