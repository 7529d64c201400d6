import { ROOT } from "./generate/files.ts";
import { writeArtifact } from "./templates/new-files.ts";
import { runGenerator } from "./templates/run.ts";

runGenerator(() => writeArtifact(ROOT, process.argv[2] ?? ""), "docs/writing-an-artifact.md");
