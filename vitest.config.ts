import { defaultServerConditions } from "vite";
import { defineConfig } from "vitest/config";

const resolve = { conditions: ["bridle-source", ...defaultServerConditions] };

export default defineConfig({
  test: {
    projects: [
      { resolve, ssr: { resolve }, test: { name: "node", include: ["packages/*/src/**/*.test.ts", "tests/**/*.test.ts"], isolate: false } },
    ],
  },
});
