import { defineAndroidScenario } from "./scenario.ts";

/** A phone of some hundred apps, its maker's and those of the store; whatever is found here above `info` is a false alarm. */
export default defineAndroidScenario({
  id: "clean",
  title: "An Android phone on which nothing was planted",
  planted: [],
  absent: [
    { what: "a finding of medium severity or above", axis: "targeting", why: "no message or page stands in a bug report" },
    { what: "a finding of medium severity or above", axis: "attempt", why: "nothing crashed" },
    { what: "a finding of medium severity or above", axis: "compromise", why: "every app is the maker's or came from the store" },
    {
      what: "the maker's own apps",
      artifact: "android/packages",
      axis: "none",
      why: "the system's image holds them, and the maker signed them",
    },
  ],
});
