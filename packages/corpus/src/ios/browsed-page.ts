import type { UnixSeconds } from "../time.ts";

/** A page that a browser showed; `from` is the page that it was reached from. */
export interface BrowsedPage {
  readonly at: UnixSeconds;
  readonly url: string;
  readonly title?: string;
  readonly from?: string;
  /** The page before it sent the browser here. */
  readonly isRedirected?: boolean;
}

/** A page and where its small picture came from. */
export interface PageIcon {
  readonly at: UnixSeconds;
  readonly url: string;
  readonly iconUrl: string;
}
