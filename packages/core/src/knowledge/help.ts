import * as v from "valibot";
import { type Message, message } from "../model/message.ts";
import file from "./help.json" with { type: "json" };

/** What a person needs help with: spyware of an attacker from afar, the same in one region, or someone near who watches. */
export const HELP_PURPOSES = ["spyware", "spyware-regional", "partner-abuse"] as const;
export type HelpPurpose = (typeof HELP_PURPOSES)[number];

const HelpContactSchema = v.strictObject({
  id: v.string(),
  purpose: v.picklist(HELP_PURPOSES),
  /** A word of the sentence `next-steps/contact`. */
  audience: v.string(),
  name: v.string(),
  languages: v.array(v.string()),
  email: v.optional(v.string()),
  phone: v.optional(v.string()),
  url: v.pipe(v.string(), v.startsWith("https://")),
  source: v.pipe(v.string(), v.startsWith("https://")),
  sourceDate: v.optional(v.string()),
});
export type HelpContact = Readonly<v.InferOutput<typeof HelpContactSchema>>;

/** Written by scripts/distil-help.ts. Each value was read on the organization's own page; that does not promise an answer today. */
const HELP = v.parse(v.strictObject({ read: v.string(), contacts: v.array(HelpContactSchema) }), file);

/** In the order in which a person is sent there. */
export const helpFor = (purpose: HelpPurpose): readonly HelpContact[] => HELP.contacts.filter((contact) => contact.purpose === purpose);

/** The contact as a step, with the date of its source, or of our reading where the source bears none. */
export const contactStep = ({ name, audience, email, phone, url, sourceDate }: HelpContact): Message =>
  message("next-steps/contact", {
    name,
    audience,
    where: [email, phone, url].filter((value) => value !== undefined).join(" · "),
    date: sourceDate ?? HELP.read,
  });
