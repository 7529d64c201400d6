import { type Browser, chromium } from "playwright-core";
import { ensureChromium, findChromium } from "../../scripts/browser/chromium.ts";

/** Whether this machine has a browser, or can unpack one: tests that need it skip themselves where not. */
export const hasBrowser = findChromium() !== undefined;

/** The browser of the tests, with its security as it is for everybody. */
export async function startBrowser(): Promise<Browser> {
  const { executablePath, env } = await ensureChromium();
  return chromium.launch({ executablePath, env: { ...env }, chromiumSandbox: false });
}
