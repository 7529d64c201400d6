import type { Indicator, Tlp } from "../../model/indicator.ts";
import { compareText } from "../../model/json.ts";
import { joinedColumns, toColumns } from "../indicator-columns.ts";
import { IndicatorError } from "../indicator-error.ts";
import { MAX_OBJECTS } from "../json/json-limits.ts";
import { type NotEvaluable, type NotEvaluableReason, notEvaluable } from "../not-evaluable.ts";
import type { NamedValue } from "../pattern/pattern-test.ts";
import { planPattern } from "../pattern/plan-pattern.ts";
import type { ReadSet } from "../read-set.ts";
import { narrower, tlpOf } from "../stix/marking.ts";
import { usableValue } from "../usable-value.ts";
import { RULE_TYPES, STIX_RULE_TYPE, valuesOfAttribute } from "./attribute-types.ts";

/** MISP's JSON (https://www.misp-standard.org/rfc/misp-standard-core.html): nothing of it is believed. */
type Json = Readonly<Record<string, unknown>>;

/** Longest text of events that is read; feeds have a file per event. */
export const MAX_MISP_BYTES = 256 * 1024 * 1024;

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** Reads an event, an export of several, or events in a list. */
export function readMisp(json: unknown, pack: string): ReadSet {
  const events = eventsOf(json);
  if (events.length === 0) throw new IndicatorError("not-indicators", "no MISP event");
  const sets = events.map((event) => readEvent(event, pack));
  const publishers = new Set(sets.map(({ publisher }) => publisher));
  const [publisher] = publishers;
  const date = sets
    .flatMap((set) => set.date ?? [])
    .sort(compareText)
    .at(-1);
  const tlp = sets.map((set) => set.tlp).reduce(narrower, undefined);
  const title = sets.length === 1 ? sets[0]!.title : undefined;
  return {
    columns: joinedColumns(sets.map(({ columns }) => columns)),
    notEvaluable: sets.flatMap((set) => set.notEvaluable),
    revoked: sets.reduce((sum, { revoked }) => sum + revoked, 0),
    objects: sets.reduce((sum, { objects }) => sum + objects, 0),
    families: [...new Set(sets.flatMap(({ families }) => families))].sort(compareText),
    ...(publishers.size === 1 && publisher !== undefined && { publisher }),
    ...(date !== undefined && { date }),
    ...(title !== undefined && { title }),
    ...(tlp !== undefined && { tlp }),
  };
}

/** The files of a feed that its manifest names; undefined where the text is no manifest. */
export function readMispManifest(text: string): readonly string[] | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(json)) return undefined;
  const ids = Object.keys(json);
  const isManifest = ids.length > 0 && ids.every((id) => UUID.test(id) && isObject(json[id]));
  return isManifest ? ids.sort(compareText).map((id) => `${id}.json`) : undefined;
}
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

function eventsOf(json: unknown): readonly Json[] {
  const within = isObject(json) && Array.isArray(json["response"]) ? json["response"] : json;
  const list = Array.isArray(within) ? listOf(within) : [within].filter(isObject);
  return list.flatMap((one) => (isObject(one["Event"]) ? [one["Event"]] : Array.isArray(one["Attribute"]) ? [one] : []));
}

function readEvent(event: Json, pack: string): ReadSet {
  const title = textOf(event["info"]);
  const publisher = textOf((isObject(event["Orgc"]) ? event["Orgc"] : {})["name"]);
  const tlp = tlpOfTags(event["Tag"]);
  const indicators: Indicator[] = [];
  const left: NotEvaluable[] = [];
  const named = familiesOf(event);
  const families = named.length > 0 || title === undefined ? named : [title];
  let revoked = 0;
  const attributes = attributesOf(event);
  for (const { attribute, object } of attributes) {
    if (attribute["deleted"] === true || attribute["deleted"] === "1") {
      revoked++;
      continue;
    }
    const asked = askedBy(attribute);
    if (typeof asked === "string") {
      left.push(notEvaluable(asked, `${textOf(attribute["type"]) ?? "?"} ${textOf(attribute["value"]) ?? ""}`));
      continue;
    }
    const own = narrower(tlp, tlpOfTags(attribute["Tag"]));
    const ownFamilies = unique([...familiesOf(attribute), ...familiesOf(object)]);
    for (const { type, value } of asked) {
      const about = { families: ownFamilies.length > 0 ? ownFamilies : families, references: [], ...(own !== undefined && { tlp: own }) };
      indicators.push({ type, value, pack, ...about });
    }
  }
  const date = textOf(event["date"]);
  return {
    columns: toColumns(indicators),
    notEvaluable: left,
    revoked,
    objects: attributes.length,
    families: named,
    ...(title !== undefined && { title }),
    ...(publisher !== undefined && { publisher }),
    ...(date !== undefined && /^\d{4}-\d\d-\d\d$/.test(date) && { date }),
    ...(tlp !== undefined && { tlp }),
  };
}

/** Those of the event and of its objects. */
function attributesOf(event: Json): readonly { attribute: Json; object: Json }[] {
  const own = listOf(event["Attribute"]).map((attribute) => ({ attribute, object: {} }));
  const ofObjects = listOf(event["Object"])
    .filter(({ deleted }) => deleted !== true)
    .flatMap((object) => listOf(object["Attribute"]).map((attribute) => ({ attribute, object })));
  return [...own, ...ofObjects].slice(0, MAX_OBJECTS);
}

function askedBy(attribute: Json): readonly NamedValue[] | NotEvaluableReason {
  const type = textOf(attribute["type"]) ?? "";
  const value = textOf(attribute["value"]) ?? "";
  // The publisher's own word for "this is context, do not alert on it".
  if (attribute["to_ids"] !== true && attribute["to_ids"] !== "1" && attribute["to_ids"] !== 1) return "not-for-detection";
  if (RULE_TYPES.has(type)) return "pattern-language";
  if (type === STIX_RULE_TYPE) {
    const plan = planPattern(value);
    if (typeof plan === "string") return plan;
    return plan.usable.length > 0 ? plan.usable : plan.left[0]!.reason;
  }
  const values = valuesOfAttribute(type, value);
  if (values === undefined) return "object-path";
  return values.length > 0 && values.every(usableValue) ? values : "value";
}

/** Galaxies of software first, then of campaigns and actors; a cluster of techniques names no family. */
const GALAXIES: readonly (readonly string[])[] = [
  ["mitre-malware", "malpedia", "tool", "android", "stealer", "rat", "banker", "backdoor", "mitre-tool", "surveillance-vendor"],
  ["mitre-campaign", "mitre-intrusion-set", "threat-actor", "microsoft-activity-group", "360net-threat-actor"],
];
const GALAXY_TAG = /^misp-galaxy:([a-z\d-]+)="([^"]{1,200})"$/;

function familiesOf(holder: Json): readonly string[] {
  const clusters = listOf(holder["Galaxy"]).flatMap((galaxy) =>
    listOf(galaxy["GalaxyCluster"]).map(
      (cluster) => [textOf(cluster["type"]) ?? textOf(galaxy["type"]), textOf(cluster["value"])] as const,
    ),
  );
  const tags = listOf(holder["Tag"]).map(({ name }) => GALAXY_TAG.exec(textOf(name) ?? ""));
  const named = [...clusters, ...tags.map((tag) => [tag?.[1], tag?.[2]] as const)];
  const ofKind = GALAXIES.map((types) =>
    named.flatMap(([type, name]) => (type !== undefined && name !== undefined && types.includes(type) ? [name] : [])),
  );
  return unique(ofKind.find((names) => names.length > 0) ?? []);
}

const unique = (names: readonly string[]): string[] => [...new Set(names)].sort(compareText);

const tlpOfTags = (tags: unknown): Tlp | undefined =>
  listOf(tags)
    .map(({ name }) => (textOf(name)?.toLowerCase().startsWith("tlp:") ? tlpOf(name) : undefined))
    .reduce(narrower, undefined);
