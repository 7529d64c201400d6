/**
 * The floor of an examination: each byte of the two large databases of a bench backup hashed once and each row and column taken out
 * once, by Node's own SQLite, with nothing made of them. Started by scripts/bench/bench.ts as a process of its own.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const folder = process.argv[2]!;
const DATABASES = [
  { path: "HomeDomain-Library/SMS/sms.db", tables: ["message", "handle", "chat_message_join"] },
  { path: "AppDomain-com.apple.mobilesafari-Library/Safari/History.db", tables: ["history_visits", "history_items"] },
];

for (const { path, tables } of DATABASES) {
  const id = createHash("sha1").update(path).digest("hex");
  const file = join(folder, id.slice(0, 2), id);
  createHash("sha256").update(readFileSync(file)).digest("hex");
  const database = new DatabaseSync(file, { readOnly: true });
  for (const table of tables) {
    const rows = database.prepare(`SELECT * FROM ${table}`);
    rows.setReadBigInts(true);
    for (const _ of rows.iterate());
  }
  database.close();
}
