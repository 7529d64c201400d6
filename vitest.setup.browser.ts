import { ensureChromium } from "./scripts/browser/chromium.ts";

/** Runs once before the browser's tests: a browser that cannot start is one sentence here, not a page that never answers. */
export default async function setup(): Promise<void> {
  await ensureChromium();
}
