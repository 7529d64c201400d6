import type { CaseStore } from "./case-store.ts";

/** What every case store must do; a test of each host runs these. `read` gives the text of a file as it lies. */
export interface StoreCase {
  readonly title: string;
  run(store: CaseStore, read: (path: string) => string): void;
}

const same = (actual: unknown, expected: unknown): void => {
  if (JSON.stringify(actual) !== JSON.stringify(expected))
    throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
};

export const storeContract: readonly StoreCase[] = [
  {
    title: "writes a whole file and replaces it",
    run(store, read) {
      store.write("data/a.json", "one");
      store.write("data/a.json", "two");
      same(read("data/a.json"), "two");
    },
  },
  {
    title: "appends in order, also to folders that were not there",
    run(store, read) {
      for (let line = 0; line < 5_000; line++) store.append("data/records/ios/sms.jsonl", `${line}\n`);
      store.flush();
      same(read("data/records/ios/sms.jsonl").split("\n").length, 5_001);
      same(read("data/records/ios/sms.jsonl").startsWith("0\n1\n2\n"), true);
    },
  },
  {
    title: "hashes the stored bytes, in code-unit order of paths",
    run(store) {
      store.write("data/b", "");
      store.write("data/B", "é");
      store.write("run.json", "x");
      same(
        [...store.hashes("data/")],
        [
          ["data/B", "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"],
          ["data/b", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
        ],
      );
    },
  },
];
