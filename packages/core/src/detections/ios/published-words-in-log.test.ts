import { expect, test } from "vitest";
import type { UnifiedLogLine } from "../../artifacts/ios/unified-log.ts";
import { hitsOf } from "../../testing/index.ts";
import publishedWords from "./published-words-in-log.ts";

const line = (fields: Partial<UnifiedLogLine>): UnifiedLogLine => ({ why: "words", pid: 1, ...fields });

test("speaks of published words, with the program that wrote them where it is known", () => {
  const said = { topic: "published", text: "plasma_heartbeat_monitor: 1" } as const;
  const hits = hitsOf(publishedWords, [line({ ...said, process: "/usr/libexec/powerd" }), line(said)]);
  expect(hits).toMatchObject([
    { subject: { type: "file:path", value: "/usr/libexec/powerd" }, message: "summary" },
    { subject: "published-words", message: "summary-unnamed" },
  ]);
});

test("is silent on lines of other topics, on those of none, and on those without a text", () => {
  const silent = [line({ topic: "launch", text: "x" }), line({ text: "plasma_heartbeat_monitor" }), line({ topic: "published" })];
  expect(hitsOf(publishedWords, silent)).toEqual([]);
});
