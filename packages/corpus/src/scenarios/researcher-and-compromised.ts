import { buildDatabase } from "../database.ts";
import type { Visit } from "../ios/safari.ts";
import { type Life, merge } from "../life/life.ts";
import { ordinaryLife } from "../life/ordinary.ts";
import { DAY, HOUR, MINUTE, type UnixSeconds } from "../time.ts";
import { contacted, smsLure, writtenFile } from "../traces.ts";
import { defineScenario } from "./scenario.ts";

const LURE = "unonoticias.net";
const PROCESS = "libtouchregd";
const STUDIED = "ideas-telcel.com.mx";
const BOOKMARKED = "pine-sales.com";

const READ: readonly (readonly [url: string, title: string])[] = [
  [
    "https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/",
    "Forensic Methodology Report",
  ],
  ["https://citizenlab.ca/2021/09/forcedentry-nso-group-imessage-zero-click-exploit-captured-in-the-wild/", "FORCEDENTRY"],
  ["https://securelist.com/operation-triangulation/109842/", "Operation Triangulation"],
  ["https://github.com/mvt-project/mvt", "mvt-project/mvt"],
  [`https://www.virustotal.com/gui/search/${STUDIED}`, "VirusTotal"],
  [`https://urlscan.io/search/?q=https%3A%2F%2F${STUDIED}%2F`, "urlscan.io"],
];

/** Somebody whose work is spyware, and who was attacked because of it. */
export default defineScenario({
  id: "researcher-and-compromised",
  title: "A researcher's phone: full of talk about spyware, and with a trace of its own",
  live: ({ seed, to }) => {
    const received = to - 20 * DAY;
    return merge(
      ordinaryLife({ seed, to }),
      work(to),
      smsLure(received, `http://${LURE}/8812`),
      contacted(seed, received + HOUR, [PROCESS]),
    );
  },
  planted: [
    { what: "link in an SMS", artifact: "ios/sms", type: "domain-name:value", value: LURE, axis: "targeting" },
    { what: "process that used the network", artifact: "ios/data-usage", type: "process:name", value: PROCESS, axis: "compromise" },
    { what: "link in a message of the owner's", artifact: "ios/sms", type: "domain-name:value", value: STUDIED, axis: "none" },
    {
      what: "published domain in the parameter of another address",
      artifact: "ios/safari-history",
      type: "domain-name:value",
      value: STUDIED,
      axis: "none",
    },
  ],
  absent: [
    { what: "a defanged address", artifact: "ios/sms", value: "politically[.]example", why: "written so that it is no address" },
    {
      what: "reports about spyware",
      artifact: "ios/safari-history",
      axis: "targeting",
      why: "to read about it is not to be a target of it",
    },
    {
      what: "a visit to the studied domain",
      artifact: "ios/safari-history",
      value: STUDIED,
      axis: "targeting",
      why: "it stands in a parameter; the browser went to a scanner",
    },
  ],
});

const work = (to: UnixSeconds): Partial<Life> =>
  merge(
    { visits: READ.map(([url, title], index): Visit => ({ at: to - (60 - index) * DAY, url, title })) },
    {
      messages: [
        {
          at: to - 55 * DAY,
          text: `look at this one: https://${STUDIED}/ — do not open it`,
          chat: "jonas@example.net",
          service: "iMessage",
        },
        {
          at: to - 55 * DAY + MINUTE,
          text: "politically[.]example is down already",
          sender: "jonas@example.net",
          chat: "jonas@example.net",
          service: "iMessage",
        },
      ],
    },
    writtenFile(to - 50 * DAY, { domain: "HomeDomain", path: "Library/Safari/Bookmarks.db", kind: "file", content: bookmarks }),
  );

const bookmarks = (): Uint8Array =>
  buildDatabase({
    schema: [
      "CREATE TABLE bookmarks (id INTEGER PRIMARY KEY, special_id INTEGER DEFAULT 0, parent INTEGER, type INTEGER, title TEXT, url TEXT COLLATE NOCASE, num_children INTEGER DEFAULT 0, editable INTEGER DEFAULT 1, deletable INTEGER DEFAULT 1, hidden INTEGER DEFAULT 0, order_index INTEGER NOT NULL, external_uuid TEXT UNIQUE, deleted INTEGER DEFAULT 0, last_modified REAL DEFAULT NULL)",
    ],
    tables: [
      {
        table: "bookmarks",
        rows: [...READ, [`https://${BOOKMARKED}/`, "to block"] as const].map(([url, title], index) => ({
          id: index + 1,
          parent: 0,
          type: 0,
          title,
          url,
          order_index: index,
        })),
      },
    ],
  }).main;
