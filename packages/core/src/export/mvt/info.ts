import type { Plain } from "../../model/record.ts";
import { TOOL_VERSION } from "../../model/version.ts";
import type { ExportSource } from "../export-source.ts";
import { mvtTime } from "./mvt-time.ts";

/** MVT's info.json. A case does not keep where the acquisition lay, and no MVT has run: these two are empty. */
export const mvtInfo = ({ view, run }: ExportSource): Plain => ({
  target_path: null,
  mvt_version: null,
  bridle_version: TOOL_VERSION,
  acquisition: view.case.acquisitions.map(({ id }) => id),
  date: mvtTime(run.ended ?? run.started).replace(/\.(\d{3})$/, ".$1000"),
  ioc_files: view.case.packs.map(({ id }) => id),
  hashes: view.coverage.artifacts.flatMap(({ files }) => files.map(({ rawPath, sha256 }) => ({ path: rawPath, sha256 }))),
});
