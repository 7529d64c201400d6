import type { IndicatorType } from "../../model/indicator.ts";

/** What a column holds: values of a type, values whose type another column or their looks tell, or something about the row's values. */
export type Column = TypedColumn | PlainColumn;
export interface TypedColumn {
  readonly kind: "typed";
  readonly type: IndicatorType | "address" | "hash" | "certificate";
}
export interface PlainColumn {
  readonly kind: "value" | "type" | "family" | "reference" | "confidence" | "tlp" | "valid-until" | "valid-from";
}

const typed = (type: TypedColumn["type"], ...names: string[]): [string, Column][] => names.map((name) => [name, { kind: "typed", type }]);
const about = (kind: PlainColumn["kind"], ...names: string[]): [string, Column][] => names.map((name) => [name, { kind }]);

/** Names of columns as published tables write them, in lower case without signs. */
const COLUMNS: ReadonlyMap<string, Column> = new Map<string, Column>([
  ...typed("domain-name:value", "domain", "domains", "domainname", "host", "hostname", "fqdn", "c2", "c2domain"),
  ...typed("address", "ip", "ips", "ipaddress", "ipv4", "ipv6", "address", "dstip", "srcip", "ipdst", "ipsrc"),
  ...typed("url:value", "url", "urls", "uri"),
  ...typed("email-addr:value", "email", "emails", "emailaddress", "mail"),
  ...typed("phone-number:value", "phone", "phonenumber", "number", "msisdn"),
  ...typed("process:name", "process", "processname", "processes"),
  ...typed("file:path", "path", "filepath", "fullpath"),
  ...typed("file:name", "filename", "file"),
  ...typed("file:hashes.MD5", "md5"),
  ...typed("file:hashes.SHA-1", "sha1"),
  ...typed("file:hashes.SHA-256", "sha256"),
  ...typed("hash", "hash", "hashes", "filehash"),
  ...typed("app:id", "package", "packagename", "packages", "appid", "applicationid", "bundle", "bundleid"),
  ...typed("certificate", "certificate", "certificates", "cert", "certhash", "certificatehash", "certificatesha1", "signer"),
  ...typed("configuration-profile:id", "profile", "profileid"),
  ...typed("android-property:name", "property", "propertyname"),
  ...about("value", "indicator", "indicators", "ioc", "iocs", "value", "indicatorvalue", "iocvalue", "observable", "pattern"),
  ...about("type", "type", "indicatortype", "ioctype", "kind", "datatype"),
  ...about("family", "family", "malware", "malwarefamily", "malwareprintable", "threat", "threatname", "campaign", "actor"),
  ...about("reference", "reference", "references", "link", "report", "sourceurl"),
  ...about("confidence", "confidence", "confidencelevel"),
  ...about("tlp", "tlp", "marking"),
  ...about("valid-until", "validuntil", "expires", "expiration", "expirationdate"),
  ...about("valid-from", "validfrom"),
]);

export const columnOf = (header: string): Column | undefined => COLUMNS.get(header.toLowerCase().replace(/[^a-z\d]/g, ""));

/** The columns of a header row; undefined where it is none: nothing in it names values. */
export function columnsOf(cells: readonly string[]): readonly (Column | undefined)[] | undefined {
  const columns = cells.map(columnOf);
  return columns.some((column) => column?.kind === "typed" || column?.kind === "value") ? columns : undefined;
}

const HASHES: Readonly<Record<number, IndicatorType>> = { 32: "file:hashes.MD5", 40: "file:hashes.SHA-1", 64: "file:hashes.SHA-256" };
const CERTIFICATES: Readonly<Record<number, IndicatorType>> = { 32: "app:cert.md5", 40: "app:cert.sha1", 64: "app:cert.sha256" };

/** The type of a hash by its length, of a file or of a signer's certificate. */
export const hashType = (kind: "hash" | "certificate", value: string): IndicatorType | undefined =>
  (kind === "hash" ? HASHES : CERTIFICATES)[value.replaceAll(":", "").length];
