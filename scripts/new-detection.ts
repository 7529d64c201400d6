import { parseArgs } from "node:util";
import { ROOT } from "./generate/files.ts";
import { writeDetection } from "./templates/new-files.ts";
import { runGenerator } from "./templates/run.ts";

const { values, positionals } = parseArgs({ options: { form: { type: "string" } }, allowPositionals: true });
// npm keeps `--form match` for itself unless it stands behind `--`: the option becomes a variable, its value a second name.
const named = process.env["npm_config_form"];
const [id = "", second] = positionals;
const form = values.form ?? second ?? (named === undefined || named === "true" ? "match" : named);

runGenerator(() => writeDetection(ROOT, id, form), "docs/writing-a-detection.md");
