import whatsapp, { type WhatsAppRecord } from "../../artifacts/ios/whatsapp.ts";
import { defineFold } from "../detection.ts";

interface State {
  chats: number;
  /** Chats whose last message is younger than all that are stored. */
  lacking: number;
}

/** Counts are all that is kept, and all that is told: which chats they are is nobody's business without another trace. */
const STATE_LIMIT = 1;

export default defineFold<WhatsAppRecord, State>({
  id: "ios/whatsapp-missing-messages",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "info",
  confidence: "medium",
  reads: whatsapp,
  falsePositives: ["deleted", "disappearing", "restored-phone"],
  references: ["https://docs.mvt.re/en/latest/ios/records/", "https://faq.whatsapp.com/673193694148537"],
  stateLimit: STATE_LIMIT,

  start: () => ({ chats: 0, lacking: 0 }),
  step(state, { data }) {
    if (data.kind !== "chat" || data.lacksNewest === undefined) return;
    state.chats++;
    if (data.lacksNewest) state.lacking++;
  },
  end: ({ chats, lacking }) =>
    lacking === 0 ? [] : [{ subject: "missing-messages", message: "summary", params: { lacking, chats }, count: lacking, records: [] }],
  size: () => 1,
});
