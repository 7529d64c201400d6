import { defineArtifact } from "../artifact.ts";
import { linewise, skipLine } from "../linewise.ts";
import { optional } from "../optional-field.ts";

/** A service that programs of the phone can call. */
export interface RegisteredService {
  readonly service: string;
  /** What it says it understands. */
  readonly serviceInterface?: string;
}

/** `service list`: number, name, interface in brackets. */
const LISTED = /^(\d+)\s+(\S+): \[(.*)\]$/;
const COUNT = /^Found \d+ services:$/;

export default defineArtifact<RegisteredService>({
  id: "android/services",
  version: 1,
  paths: [
    "bridle:/androidqf/services.txt", // each AndroidQF collection
  ],
  presence: { androidqf: "expected" },
  scope: "device",
  emits: {},
  provenOn: "synthetic-only",
  references: ["https://github.com/mvt-project/androidqf"],

  parse: (file, context) =>
    linewise(context.lines(file), (found) => ({
      see(line) {
        const match = LISTED.exec(line.text.trim());
        if (match) found(line, { service: match[2]!, ...optional("serviceInterface", match[3] === "" ? undefined : match[3]) });
        else if (line.text.trim() !== "" && !COUNT.test(line.text.trim())) skipLine(context, line);
      },
    })),
});
