import { merge } from "../life/life.ts";
import { ordinaryLife } from "../life/ordinary.ts";
import { DAY, MINUTE } from "../time.ts";
import { redirectedVisit, smsLure } from "../traces.ts";
import { defineScenario } from "./scenario.ts";

const LURE = "revolution-news.co";
const EXPLOIT_HOST = "documentpro.org";

/** The link was opened four minutes after it came, and sent the browser on; nothing on the phone says that more happened. */
export default defineScenario({
  id: "attempted",
  title: "A phone on which a published lure was opened",
  live: ({ to, ...context }) => {
    const received = to - 8 * DAY;
    return merge(
      ordinaryLife({ ...context, to }),
      smsLure(received, `https://${LURE}/a/81f2c`),
      redirectedVisit(received + 4 * MINUTE, `https://${LURE}/a/81f2c`, `https://${EXPLOIT_HOST}/q/81f2c?v=2`),
    );
  },
  planted: [
    { what: "link in an SMS", artifact: "ios/sms", type: "domain-name:value", value: LURE, axis: "targeting" },
    {
      what: "visit within minutes of the message",
      artifact: "ios/safari-history",
      type: "domain-name:value",
      value: LURE,
      axis: "attempt",
    },
    {
      what: "visit by redirect from another host",
      artifact: "ios/safari-history",
      type: "domain-name:value",
      value: EXPLOIT_HOST,
      axis: "attempt",
    },
  ],
  absent: [{ what: "a compromise", axis: "compromise", why: "no process, no file: the attempt may have failed" }],
});
