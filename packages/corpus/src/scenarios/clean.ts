import { merge } from "../life/life.ts";
import { ordinaryLife } from "../life/ordinary.ts";
import { defineScenario } from "./scenario.ts";

/** Four months of an ordinary life; whatever is found here above `info` is a false alarm. */
export default defineScenario({
  id: "clean",
  title: "A phone on which nothing was planted",
  live: (context) => merge(ordinaryLife(context)),
  planted: [],
  absent: [
    { what: "a finding of medium severity or above", axis: "targeting", why: "nobody wrote with a published address" },
    {
      what: "a finding of medium severity or above",
      axis: "attempt",
      why: "ordinary redirects lead from a site to itself, a newsletter or a login",
    },
    { what: "a finding of medium severity or above", axis: "compromise", why: "every process is Apple's or an installed app's" },
    {
      what: "Apple's current backup process",
      artifact: "ios/data-usage",
      value: "BackupAgent2",
      axis: "compromise",
      why: "only BackupAgent, without the 2, is published",
    },
    { what: "processes without usage", artifact: "ios/data-usage", axis: "compromise", why: "a healthy phone has one in ten of them" },
  ],
});
