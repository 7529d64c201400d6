/**
 * Distils ../shared/data/help.json into packages/core/src/knowledge/help.json: confirmed contacts only, in our own schema, with the
 * source of each. Run by hand when the input changes: `node scripts/distil-help.ts`.
 */
import { readFileSync, writeFileSync } from "node:fs";

interface Published {
  readonly name: string;
  readonly confirmed: boolean;
  readonly languages: readonly string[] | null;
  readonly contact: { readonly email?: string; readonly phone?: string; readonly form?: string; readonly url: string };
  readonly source: string;
  readonly sourceDate: string | null;
}

/** When the entries without a date of their own were read (../shared/spec/playbooks.md, first lines). */
const READ = "2026-11";

/** Whom each desk serves and what for, in the order in which a person is sent there; who is not named here is not shown. */
const ROUTES: Readonly<Record<string, { readonly id: string; readonly purpose: string; readonly audience: string }>> = {
  "Access Now Digital Security Helpline": { id: "access-now", purpose: "spyware", audience: "civilSociety" },
  "Amnesty International Security Lab": { id: "amnesty-security-lab", purpose: "spyware", audience: "civilSociety" },
  "The Citizen Lab (University of Toronto)": { id: "citizen-lab", purpose: "spyware", audience: "notified" },
  "Reporters Without Borders (RSF) Digital Security Lab": { id: "rsf", purpose: "spyware", audience: "journalists" },
  "SMEX Digital Safety Helpdesk": { id: "smex", purpose: "spyware-regional", audience: "mena" },
  "SocialTIC (digital security team)": { id: "socialtic", purpose: "spyware-regional", audience: "latinAmerica" },
  "Digital Security Lab Ukraine (DSLU)": { id: "dslu", purpose: "spyware-regional", audience: "ukraine" },
  "RESIDENT.NGO": { id: "resident-ngo", purpose: "spyware-regional", audience: "easternEurope" },
  "Digital First Aid Kit (directory of support organizations)": { id: "digital-first-aid-kit", purpose: "spyware", audience: "directory" },
  "The Cyber Helpline": { id: "cyber-helpline", purpose: "spyware", audience: "public" },
  "Coalition Against Stalkerware": { id: "coalition-against-stalkerware", purpose: "partner-abuse", audience: "partnerAbuse" },
  "Lila.help (global directory of helplines and shelters)": { id: "lila-help", purpose: "partner-abuse", audience: "partnerAbuse" },
  "NNEDV Safety Net / TechSafety.org and the National Domestic Violence Hotline (US)": {
    id: "nnedv",
    purpose: "partner-abuse",
    audience: "partnerAbuseUs",
  },
};

/** Numbers of named staff members, which change; the notes of the input ask to check them before showing. */
const WITHOUT_PHONE = ["rsf"];

const published = JSON.parse(readFileSync(new URL("../../shared/data/help.json", import.meta.url), "utf8")) as readonly Published[];

const contacts = Object.entries(ROUTES).map(([name, route]) => {
  const entry = published.find((candidate) => candidate.name === name);
  if (!entry?.confirmed) throw new Error(`${name} is not a confirmed entry of the input`);
  const { email, phone, form, url } = entry.contact;
  return {
    ...route,
    name: name.replace(/ \((?:directory|global directory|digital security team|University).*\)$/, ""),
    languages: route.id === "lila-help" ? [] : (entry.languages ?? []),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && !WITHOUT_PHONE.includes(route.id) && { phone }),
    url: form ?? url,
    source: entry.source,
    ...(entry.sourceDate !== null && { sourceDate: entry.sourceDate }),
  };
});

writeFileSync(
  new URL("../packages/core/src/knowledge/help.json", import.meta.url),
  `${JSON.stringify({ read: READ, contacts }, undefined, 2)}\n`,
);
