import { plistFile } from "../life/belongings.ts";
import { merge } from "../life/life.ts";
import { ordinaryLife } from "../life/ordinary.ts";
import { DAY, MINUTE } from "../time.ts";
import { redirectedVisit, typedOffline, writtenFile } from "../traces.ts";
import { defineScenario } from "./scenario.ts";

const TYPED = ["opposedarrangement.net", "baramije.net"];
const HOST = "goanalytics.xyz";
const PATH = "/private/var/mobile/Library/Preferences/com.apple.photolibraryd.plist";

/** What was typed explains what was typed, and nothing else: the trace of another family stands by itself. */
export default defineScenario({
  id: "planted-and-compromised",
  title: "A phone with typed domains, and with published traces of Coruna",
  live: ({ to, ...context }) => {
    const visited = to - 15 * DAY;
    return merge(
      ordinaryLife({ ...context, to }),
      typedOffline(
        to - 2 * DAY,
        TYPED.map((host) => `https://${host}/`),
      ),
      redirectedVisit(visited, "https://web-forum.example/t/10233", `https://${HOST}/a.html`),
      writtenFile(visited + 2 * MINUTE, plistFile("HomeDomain", "Library/Preferences/com.apple.photolibraryd.plist", { demo: true })),
    );
  },
  planted: [
    ...TYPED.map(
      (value) => ({ what: "typed, never loaded", artifact: "ios/safari-history", type: "domain-name:value", value, axis: "none" }) as const,
    ),
    {
      what: "visit by redirect from another host",
      artifact: "ios/safari-history",
      type: "domain-name:value",
      value: HOST,
      axis: "attempt",
    },
    { what: "file at a published path", artifact: "ios/manifest", type: "file:path", value: PATH, axis: "compromise" },
  ],
  absent: [],
});
