import { merge } from "../life/life.ts";
import { ordinaryLife } from "../life/ordinary.ts";
import { defineScenario } from "./scenario.ts";

const DAYS = 3;

/** Set up as a new phone three days ago: nothing was brought along, and little has happened yet. */
export default defineScenario({
  id: "new-phone",
  title: "A new phone, set up three days ago",
  days: DAYS,
  live: (context) => merge(ordinaryLife({ ...context, days: DAYS })),
  planted: [],
  absent: [
    { what: "a headline that says nothing matched", headline: "nothing-matched", why: "three days are too short to say so" },
    {
      what: "a finding of medium severity or above",
      axis: "compromise",
      why: "that everything appeared at once is how a new phone begins",
    },
    { what: "a finding of medium severity or above", axis: "none", why: "nobody had time to change anything" },
  ],
});
