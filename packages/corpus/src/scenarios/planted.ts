import { merge } from "../life/life.ts";
import { ordinaryLife } from "../life/ordinary.ts";
import { DAY } from "../time.ts";
import { typedOffline } from "../traces.ts";
import { defineScenario } from "./scenario.ts";

const TYPED = ["opposedarrangement.net", "baramije.net", "videosdownload.co"];

/**
 * Published domains typed into Safari while offline: each is a hit, none is a trace of anything but typing
 * (https://github.com/mvt-project/mvt/issues/319).
 */
export default defineScenario({
  id: "planted",
  title: "A phone into which somebody typed published domains, offline",
  live: ({ to, ...context }) =>
    merge(
      ordinaryLife({ ...context, to }),
      typedOffline(
        to - 2 * DAY,
        TYPED.map((host) => `https://${host}/`),
      ),
    ),
  planted: TYPED.map((value) => ({
    what: "typed, never loaded",
    artifact: "ios/safari-history",
    type: "domain-name:value",
    value,
    axis: "none",
  })),
  absent: (["targeting", "attempt", "compromise"] as const).map((axis) => ({
    what: "a finding of medium severity or above",
    axis,
    why: "the pages never loaded and nobody sent them",
  })),
});
