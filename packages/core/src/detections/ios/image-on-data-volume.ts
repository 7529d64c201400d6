import { definePrograms, type InventoryProgram, type ProgramSighting } from "../detection.ts";
import { isInWritableFolder } from "../program-folders.ts";

interface Loaded {
  readonly image: string;
  readonly program: InventoryProgram;
  readonly sighting: ProgramSighting;
}

export default definePrograms({
  id: "ios/image-on-data-volume",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "medium",
  confidence: "medium",
  platform: "ios",
  replaces: ["ios/crash-image-on-data-volume"],
  falsePositives: ["jailbreak", "developer-tools"],
  references: ["https://cloud.google.com/blog/topics/threat-intelligence/coruna-powerful-ios-exploit-kit"],

  keeps: ({ images = [] }) => images.some(isInWritableFolder),
  judge({ programs }) {
    const loaded = programs.flatMap((program) =>
      program.sightings.flatMap((sighting) => sighting.images.map((image): Loaded => ({ image, program, sighting }))),
    );
    // A program that lies there itself is told as such.
    const foreign = loaded.filter(({ image, program }) => isInWritableFolder(image) && image !== program.path);
    return [...Map.groupBy(foreign, ({ image }) => image)].map(([image, all]) => ({
      subject: { type: "file:path", value: image } as const,
      message: "summary",
      params: { image, program: all[0]!.program.name, programs: new Set(all.map(({ program }) => program)).size },
      count: all.length,
      sightings: all.map(({ sighting }) => sighting),
    }));
  },
});
