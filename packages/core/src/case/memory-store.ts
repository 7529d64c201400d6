import { sha256OfText } from "../bytes/hasher.ts";
import { compareText } from "../model/json.ts";
import type { CaseStore } from "./case-store.ts";

/** A case in memory: for the web app and for tests. */
export interface MemoryStore extends CaseStore {
  readonly files: ReadonlyMap<string, string>;
}

export function createMemoryStore(): MemoryStore {
  const parts = new Map<string, string[]>();
  const joined = (): Map<string, string> =>
    new Map([...parts].sort(([a], [b]) => compareText(a, b)).map(([path, texts]) => [path, texts.join("")]));
  return {
    write: (path, text) => void parts.set(path, [text]),
    append(path, text) {
      const texts = parts.get(path);
      if (texts) texts.push(text);
      else parts.set(path, [text]);
    },
    flush: () => undefined,
    hashes: (prefix) =>
      new Map([...joined()].filter(([path]) => path.startsWith(prefix)).map(([path, text]) => [path, sha256OfText(text)])),
    get files() {
      return joined();
    },
  };
}
