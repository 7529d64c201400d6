import { type FoundUrl, findUrls } from "../formats/url/find-urls.ts";
import type { Locator } from "../model/locator.ts";
import { message } from "../model/message.ts";
import type { ParseContext } from "./artifact.ts";

/** The links of a text. Where a limit was reached, so that one may have been passed over, that is said: nothing hides behind a limit. */
export const linksIn = (context: ParseContext, at: Locator, text: string): readonly FoundUrl[] =>
  findUrls(text, () => context.skip(message("artifacts/shared/links-cut"), [at], "over-budget"));
