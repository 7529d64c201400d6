import { buildDatabase, type DatabaseFiles } from "../database.ts";
import { binaryPlist, type PlistInput } from "../plist.ts";
import { toAppleSeconds, type UnixSeconds } from "../time.ts";

/** A shortcut of these steps: kind without its beginning, and what the step is given. */
export const buildShortcuts = (
  at: UnixSeconds,
  app: string,
  steps: readonly (readonly [kind: string, parameters: PlistInput])[],
): DatabaseFiles =>
  buildDatabase({
    schema: [
      "CREATE TABLE ZSHORTCUT (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZACTIONCOUNT INTEGER, ZTOMBSTONED INTEGER, ZACTIONS INTEGER, ZCREATIONDATE TIMESTAMP, ZMODIFICATIONDATE TIMESTAMP, ZNAME VARCHAR, ZASSOCIATEDAPPBUNDLEIDENTIFIER VARCHAR)",
      "CREATE TABLE ZSHORTCUTACTIONS (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZSHORTCUT INTEGER, ZDATA BLOB)",
    ],
    tables: [
      {
        table: "ZSHORTCUT",
        rows: [
          {
            Z_PK: 1,
            ZACTIONCOUNT: steps.length,
            ZTOMBSTONED: 0,
            ZACTIONS: 1,
            ZCREATIONDATE: toAppleSeconds(at),
            ZMODIFICATIONDATE: toAppleSeconds(at),
            ZNAME: "DEMO",
            ZASSOCIATEDAPPBUNDLEIDENTIFIER: app,
          },
        ],
      },
      {
        table: "ZSHORTCUTACTIONS",
        rows: [
          {
            Z_PK: 1,
            ZSHORTCUT: 1,
            ZDATA: binaryPlist(
              steps.map(([kind, parameters]) => ({
                WFWorkflowActionIdentifier: `is.workflow.actions.${kind}`,
                WFWorkflowActionParameters: parameters,
              })),
            ),
          },
        ],
      },
    ],
  });
