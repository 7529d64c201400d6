import type { Tlp } from "../model/indicator.ts";
import type { IndicatorColumns } from "./indicator-columns.ts";
import type { NotEvaluable } from "./not-evaluable.ts";

/** What a reader of any form found in a file. */
export interface ReadSet {
  readonly columns: IndicatorColumns;
  readonly notEvaluable: readonly NotEvaluable[];
  /** Indicators left out because their publisher revoked them. */
  readonly revoked: number;
  /** Things in the file that could have been indicators, whatever became of them. */
  readonly objects: number;
  readonly families: readonly string[];
  readonly publisher?: string;
  /** The latest change that the file speaks of, as it stands. */
  readonly date?: string;
  readonly title?: string;
  readonly tlp?: Tlp;
}
