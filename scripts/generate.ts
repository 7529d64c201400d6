/** Writes everything that is generated from code, and nothing else. `npm test` fails when what is committed differs. */
import { generateRegistries } from "./generate/registries.ts";

generateRegistries();
