import { tmpdir } from "node:os";
import { join } from "node:path";
import { playwright } from "@vitest/browser-playwright";
import { defaultClientConditions, defaultServerConditions } from "vite";
import { defineConfig } from "vitest/config";
import { findChromium } from "./scripts/browser/chromium.ts";

/** `bridle-source` makes the packages' exports point at their sources; naming conditions replaces the defaults, so they are repeated. */
const client = { conditions: ["bridle-source", ...defaultClientConditions] };
const server = { conditions: ["bridle-source", ...defaultServerConditions] };

const chromium = findChromium();

/** What hangs is ended; what is slow on a busy machine is not a failure. */
const timeouts = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: server,
        ssr: { resolve: server },
        test: {
          name: "node",
          // Nothing of what the person at this machine keeps takes part.
          env: {
            BRIDLE_DATA: join(tmpdir(), "bridle-tests-keep-no-indicators"),
            MVT_DATA_FOLDER: join(tmpdir(), "bridle-tests-keep-no-indicators"),
          },
          include: ["packages/*/src/**/*.test.ts", "tests/**/*.test.ts"],
          isolate: false,
          ...timeouts,
          globalSetup: ["./vitest.setup.ts", "./vitest.setup.demo.ts"],
          setupFiles: ["./vitest.setup.each.ts"],
        },
      },
      {
        resolve: client,
        // Named, so that none is discovered while tests run: that reloads the page under them.
        optimizeDeps: {
          include: [
            "@noble/ciphers/aes.js",
            "@noble/hashes/legacy.js",
            "@noble/hashes/pbkdf2.js",
            "@noble/hashes/sha2.js",
            "fast-check",
            "intl-messageformat",
            "valibot",
          ],
        },
        test: {
          name: "browser",
          include: ["packages/core/src/**/*.test.ts", "packages/browser/src/**/*.test.ts"],
          isolate: false,
          ...timeouts,
          globalSetup: ["./vitest.setup.ts", "./vitest.setup.demo.ts", "./vitest.setup.browser.ts"],
          setupFiles: ["./vitest.setup.each.ts"],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: chromium?.executablePath ?? "chromium",
                chromiumSandbox: false,
                env: { ...chromium?.env },
              },
            }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
