import { merge } from "../life/life.ts";
import { ordinaryLife } from "../life/ordinary.ts";
import { at, DAY, HOUR } from "../time.ts";
import { smsLure } from "../traces.ts";
import { defineScenario } from "./scenario.ts";

const REMOVED = "tookcheckout.com";
const LAST_PROCESS_BEFORE = 411;

/** Thirty days before the last message, in nanoseconds or (iOS 10) seconds. */
const IS_OLD = "date < (SELECT max(date) - 2592000 * iif(max(date) > 1e12, 1000000000, 1) FROM message)";

/**
 * Somebody tidied up: history cleared from the beginning of time, old messages deleted, the accounting of processes emptied two
 * days ago while it went on counting. A lure lies in freed bytes of sms.db, in no row.
 */
export default defineScenario({
  id: "wiped",
  title: "A phone that was tidied up before its backup",
  days: 2,
  live: (context) => {
    const { to } = context;
    const life = merge(ordinaryLife({ ...context, networkDays: 2 }), smsLure(to - 60 * DAY, `https://${REMOVED}/v/19`));
    return {
      ...life,
      visits: life.visits.filter((visit) => visit.at > to - DAY),
      profileVisits: [],
      tombstones: [{ from: at("0001-01-01T00:00:00Z"), to: to - DAY }],
      processes: life.processes.slice(0, 40).map((process) => ({ ...process, first: Math.max(process.first, to - 2 * DAY + HOUR) })),
    };
  },
  assembly: {
    firstProcess: LAST_PROCESS_BEFORE + 1,
    smsStatements: [
      `DELETE FROM chat_message_join WHERE message_id IN (SELECT ROWID FROM message WHERE ${IS_OLD})`,
      `DELETE FROM message WHERE ${IS_OLD}`,
    ],
  },
  planted: [],
  absent: [
    { what: "the lure that was removed", artifact: "ios/sms", value: REMOVED, why: "it stands in no row; only freed bytes hold it" },
    { what: "a headline that says nothing matched", headline: "nothing-matched", why: "hardly anything is left to read" },
  ],
});
