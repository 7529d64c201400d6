import type { Indicator, IndicatorType, Pack } from "../model/indicator.ts";
import type { PackFile } from "./pack-document.ts";
import { packFiles } from "./packs/index.generated.ts";

/** A pack that comes with Bridle. */
export interface DefaultPack {
  readonly pack: Pack;
  readonly indicators: readonly Indicator[];
}

/** All packs that come with Bridle, in order of their ids. Their form is checked by tests, not at each start. */
export const defaultPacks = (): readonly DefaultPack[] => (packFiles as readonly PackFile[]).map(fromFile);

function fromFile(file: PackFile): DefaultPack {
  const { id, title, publisher, source, commit, licence, date, sha256 } = file;
  const pack: Pack = {
    id,
    title,
    class: file.class,
    publisher,
    source: `${source}/tree/${commit}`,
    licence,
    date,
    sha256,
    origin: "default",
  };
  return { pack, indicators: indicatorsOf(file) };
}

function indicatorsOf({ id, references, sets }: PackFile): Indicator[] {
  const indicators: Indicator[] = [];
  for (const { families, domainRole, indicators: byType } of sets) {
    for (const [type, values] of Object.entries(byType) as [IndicatorType, readonly string[]][]) {
      for (const value of values) {
        indicators.push(
          domainRole === undefined
            ? { type, value, pack: id, families, references }
            : { type, value, pack: id, families, domainRole, references },
        );
      }
    }
  }
  return indicators;
}
