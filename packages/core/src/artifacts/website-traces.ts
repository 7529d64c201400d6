import { type FoundUrl, findUrls } from "../formats/url/find-urls.ts";

/** Names of websites that stand in file paths. */
export interface WebsiteTraces {
  readonly urls: readonly string[];
  readonly hosts: readonly string[];
}

const NONE: WebsiteTraces = { urls: [], hosts: [] };

/** WebKit names an origin's storage scheme_host_port with port 0 for the usual one, an ending after it (WebCore SecurityOriginData). */
const ORIGIN = /^(https?)_(.+?)_(\d{1,5})(?:\.|_|$)/i;
/** WebKit before 2010 and other browsers leave the port out. */
const ORIGIN_WITHOUT_PORT = /^(https?)_([^_]+)$/i;

/** The origins and hosts named by the components of a path below a WebKit folder, or by `https_host_0` anywhere. */
export function websiteTracesOf(path: string): WebsiteTraces {
  const hasOrigin = path.includes("http_") || path.includes("https_");
  const webKit = path.indexOf("WebKit/");
  if (!hasOrigin && webKit < 0) return NONE;
  const urls: string[] = [];
  const hosts: string[] = [];
  for (const component of path.split("/")) {
    const url = hasOrigin ? originOf(component) : undefined;
    if (url) urls.push(url);
  }
  for (const component of webKit < 0 ? [] : path.slice(webKit).split("/")) if (isHostName(component)) hosts.push(component);
  return urls.length + hosts.length === 0 ? NONE : { urls, hosts };
}

const originOf = (component: string): string | undefined => {
  const [, scheme, host, port] = ORIGIN.exec(component) ?? ORIGIN_WITHOUT_PORT.exec(component) ?? [];
  if (scheme === undefined || host === undefined) return undefined;
  const url = `${scheme.toLowerCase()}://${host}${port === undefined || port === "0" ? "" : `:${port}`}/`;
  return firstLink(url)?.url;
};

/** The first link of a name, which no limit passes over. */
const firstLink = (text: string): FoundUrl | undefined => findUrls(text, () => {})[0];

/** The whole component is a name that stands for a host in free text: bundle ids and file names are none. */
const isHostName = (component: string): boolean => {
  if (!component.includes(".")) return false;
  const found = firstLink(component);
  return found !== undefined && found.text === component && found.path === "/" && found.scheme === undefined;
};
