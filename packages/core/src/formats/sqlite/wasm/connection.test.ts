import { expect, test } from "vitest";
import { bytesSource } from "../../../bytes/byte-source.ts";
import { buildDatabase, testModule } from "../../../testing/sqlite.ts";
import { connect, createHost, type SqliteHost } from "./connection.ts";

/** A host whose SQLite traps at its third step from now on, as WebAssembly does at `unreachable`. */
async function trappingHost(): Promise<SqliteHost & { arm(): void }> {
  const host = createHost((await testModule()) as WebAssembly.Module);
  const real = host.instance.api;
  let stepsLeft = Number.POSITIVE_INFINITY;
  const api = {
    ...real,
    sqlite3_step(statement: number) {
      if (stepsLeft-- <= 0) throw new WebAssembly.RuntimeError("unreachable");
      return real.sqlite3_step(statement);
    },
  };
  const arm = (): void => {
    stepsLeft = 2;
  };
  return Object.assign(host, { instance: { ...host.instance, api }, arm });
}

test("a trap keeps the rows before it and ends every other use of that instance, calmly", async () => {
  const host = await trappingHost();
  const source = bytesSource(await buildDatabase("CREATE TABLE t(x); INSERT INTO t VALUES (1), (2), (3)"));
  const hit = connect(host, source, undefined);
  const other = connect(host, source, undefined).prepare("SELECT x FROM t ORDER BY rowid");
  const statement = hit.prepare("SELECT x FROM t ORDER BY rowid");
  host.arm();
  expect(statement.next(10)).toMatchObject({
    rows: [[1n], [2n]],
    isDone: true,
    error: { code: "limit", message: "sqlite: SQLite stopped at these bytes" },
  });
  expect(host.state).toBe("trapped");
  expect(other.next(10)).toMatchObject({ rows: [], error: { code: "limit" } });
  expect(() => connect(host, source, undefined)).toThrow("stopped while reading another database");
  expect(() => hit.close()).not.toThrow();
});
