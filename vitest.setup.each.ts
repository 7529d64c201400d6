import fc from "fast-check";
import { inject } from "vitest";

/** Before every test file, in Node and in the browser. */
fc.configureGlobal({ seed: inject("seed") });
