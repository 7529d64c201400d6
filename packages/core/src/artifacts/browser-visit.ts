import { asText, type SqlValue } from "../formats/sqlite/value.ts";
import { parseUrl } from "../formats/url/url.ts";
import type { EvidenceTime } from "../model/time.ts";
import type { FirefoxVisit } from "./ios/firefox.ts";
import { optional } from "./optional-field.ts";

/** A visit, as the databases of several browsers tell of it. */
type BrowserVisit = FirefoxVisit;

/** What the columns of a visit hold. */
interface VisitColumns {
  readonly url: SqlValue | undefined;
  readonly title: SqlValue | undefined;
  readonly fromUrl: SqlValue | undefined;
  readonly visited: EvidenceTime | undefined;
  /** The page before sent the browser on, or its server did. */
  readonly isRedirect: boolean;
  readonly isFromOtherDevice: boolean;
}

export function readBrowserVisit({ url, title, fromUrl, visited, isRedirect, isFromOtherDevice }: VisitColumns): BrowserVisit {
  const address = asText(url) || undefined;
  const source = asText(fromUrl) || undefined;
  return {
    kind: "visit",
    ...optional("url", address),
    ...optional("title", asText(title) || undefined),
    ...optional("visited", visited),
    ...optional("fromUrl", source),
    cameByRedirect: isRedirect && source !== undefined && address !== undefined && parseUrl(source)?.host !== parseUrl(address)?.host,
    isFromOtherDevice,
  };
}
