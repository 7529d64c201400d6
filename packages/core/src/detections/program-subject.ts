import type { InventoryProgram } from "./detection.ts";

/** What a finding on a program is about: its path where that is known, else its name. */
export const subjectOfProgram = ({ name, path }: Pick<InventoryProgram, "name" | "path">) =>
  path === undefined ? ({ type: "process:name", value: name } as const) : ({ type: "file:path", value: path } as const);
