import { execFileSync, spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { fromUnixSeconds } from "../packages/core/src/model/time.ts";
import type { TimelineRow } from "../packages/core/src/model/timeline.ts";
import { TIMELINE_CSV_HEADER, timelineTexts } from "../packages/core/src/report/timeline.ts";

const hasPython = spawnSync("python3", ["-c", "import csv"]).status === 0;

const ROWS: readonly TimelineRow[] = [
  "plain",
  'a "quoted", =1+1',
  "=HYPERLINK(1)",
  "two\r\nlines\u2028three",
  " padded ",
  "\u202eturned\u0000",
].map((message, index) => ({
  time: fromUnixSeconds(1_619_871_753 + index)!,
  kind: "message",
  message,
  artifact: "ios/sms",
  evidence: `3d/3d0d message row ${index}`,
}));
const PIECES = [...timelineTexts(ROWS)];

/** Python's readers as the outside judge: Timesketch imports with them. */
const CSV = `
import csv, datetime, io, json, sys
text = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", newline="")
rows = list(csv.DictReader(text, strict=True))
for row in rows:
    moment = datetime.datetime.fromisoformat(row["datetime"])
    assert moment.utcoffset() == datetime.timedelta(0), row
    assert round(moment.timestamp() * 1e6) == int(row["timestamp"]), row
print(json.dumps(rows))`;
const JSONL = "import json, sys; print(json.dumps([json.loads(line) for line in sys.stdin.buffer.read().decode().split('\\n') if line]))";

const python = (program: string, input: string): Record<string, string>[] =>
  JSON.parse(execFileSync("python3", ["-c", program], { input, encoding: "utf8" })) as Record<string, string>[];

describe.skipIf(!hasPython)("the timeline in another program's hands", () => {
  test("is read back row by row from CSV, with dates and microseconds that agree", () => {
    const rows = python(CSV, [TIMELINE_CSV_HEADER, ...PIECES.map(({ csv }) => csv)].join(""));
    expect(rows.map(({ message }) => message)).toEqual([
      "plain",
      'a "quoted", =1+1',
      "'=HYPERLINK(1)",
      "two⟨U+000D⟩⟨U+000A⟩lines⟨U+2028⟩three",
      " padded ",
      "⟨U+202E⟩turned⟨U+0000⟩",
    ]);
    expect(rows.every((row) => row["timestamp_desc"] === "Message" && row["zone_source"] === "explicit")).toBe(true);
  });

  test("is read back from JSON lines with the evidence unchanged", () => {
    expect(python(JSONL, PIECES.map(({ jsonl }) => jsonl).join("")).map(({ message }) => message)).toEqual(
      ROWS.map(({ message }) => message),
    );
  });
});
