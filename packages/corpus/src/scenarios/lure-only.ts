import { merge } from "../life/life.ts";
import { ordinaryLife } from "../life/ordinary.ts";
import { DAY } from "../time.ts";
import { smsLure } from "../traces.ts";
import { defineScenario } from "./scenario.ts";

const HOST = "smsmensaje.mx";

/** Somebody sent the link; nobody opened it. */
export default defineScenario({
  id: "lure-only",
  title: "A phone that received a published lure and never opened it",
  live: (context) => merge(ordinaryLife(context), smsLure(context.to - 12 * DAY, `https://${HOST}/4021831s/`)),
  planted: [{ what: "link in an SMS", artifact: "ios/sms", type: "domain-name:value", value: HOST, axis: "targeting" }],
  absent: [
    { what: "a visit to the lure", artifact: "ios/safari-history", value: HOST, axis: "attempt", why: "the link was never opened" },
    { what: "a compromise", axis: "compromise", why: "to be sent a link is not to be compromised" },
  ],
});
