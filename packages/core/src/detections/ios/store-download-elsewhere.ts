import storeDownloads from "../../artifacts/ios/store-downloads.ts";
import { isBelow } from "../../model/canonical-path.ts";
import { normalizeHost } from "../../model/host-name.ts";
import { defineMatch } from "../detection.ts";

/** Where the store's daemon puts what it fetches. */
const OWN_FOLDERS = [
  "/private/var/mobile/Media",
  "/private/var/mobile/Library/Caches",
  "/private/var/mobile/Library/com.apple.itunesstored",
  "/private/var/tmp",
];
/** Hosts of the store and of its carriers of data. */
const STORE_HOSTS = ["apple.com", "mzstatic.com", "icloud.com", "icloud-content.com", "cdn-apple.com", "aaplimg.com"];

export default defineMatch({
  id: "ios/store-download-elsewhere",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "medium",
  confidence: "medium",
  reads: storeDownloads,
  falsePositives: ["customized"],
  references: ["https://hanakim3945.github.io/", "https://support.apple.com/en-us/101555"],

  match({ url, path }) {
    if (path === undefined || OWN_FOLDERS.some((folder) => isBelow(path, folder))) return undefined;
    const host = hostIn(url);
    if (host !== undefined && STORE_HOSTS.some((known) => host === known || host.endsWith(`.${known}`))) return undefined;
    return { subject: { type: "file:path", value: path }, message: "summary", params: { path, host: host ?? "–" } };
  },
});

const hostIn = (url: string | undefined): string | undefined =>
  url !== undefined && URL.canParse(url) ? normalizeHost(new URL(url).hostname) : undefined;
