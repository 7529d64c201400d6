import { createRandom } from "../random.ts";
import { changed, ofClass, sealed, UNWRITTEN_CLASS, withManifestKey } from "./sealed.ts";
import { type HostileVariant, replaced } from "./variant.ts";

const refused = { opens: ["damaged"], hurts: [], stillFound: [] } as const;

/** Encrypted backups whose catalogue, or its key, is damaged; the keybag is whole. */
export const encryptedCatalogueDamage: readonly HostileVariant[] = [
  sealed({
    ...refused,
    id: "encrypted-catalogue-cut",
    title: "An encrypted catalogue that ends within a block, in the middle of a page",
    opens: ["with-problems", "damaged"],
    files: (files) => replaced(files, "Manifest.db", (bytes) => bytes.subarray(0, Math.floor(bytes.length / 2) + 7)),
  }),
  sealed({
    ...refused,
    id: "encrypted-catalogue-noise",
    title: "An encrypted catalogue overwritten with noise",
    files: (files) => replaced(files, "Manifest.db", (bytes) => createRandom(5).bytes(bytes.length)),
  }),
  sealed({
    ...refused,
    id: "encrypted-catalogue-key-short",
    title: "The catalogue's key ends after nine bytes",
    protection: withManifestKey((key) => key.subarray(0, 9)),
  }),
  sealed({
    ...refused,
    id: "encrypted-catalogue-key-class",
    title: "The catalogue's key is of a class that no bag has",
    protection: withManifestKey((key) => ofClass(key, UNWRITTEN_CLASS)),
  }),
  sealed({
    ...refused,
    id: "encrypted-catalogue-key-noise",
    title: "The catalogue's key is damaged",
    protection: withManifestKey((key) => changed(key, 30)),
  }),
];
