import type { ClientRequest, IncomingMessage } from "node:http";
import { Agent, request } from "node:https";
import { FetchError } from "../indicators/fetch-error.ts";

/**
 * The one module of Bridle that opens a connection. Nothing imports it but the command `bridle indicators update`, and the layer
 * check sees to that (scripts/layers).
 */

type Environment = Readonly<Record<string, string | undefined>>;

export interface NetworkSettings {
  /** Host names that may be contacted; a redirect to any other is refused. */
  readonly hosts: readonly string[];
  readonly environment: Environment;
  readonly signal: AbortSignal;
  /** Of silence, and of one file in all. */
  readonly idleMilliseconds: number;
  readonly fileMilliseconds: number;
  /** For tests alone: where the pinned hosts stand, and who signs for them. No option and no environment variable reaches this. */
  readonly connect?: { readonly address: string; readonly port: number; readonly authority: string };
}

export interface FetchRequest {
  readonly url: string;
  readonly maxBytes: number;
  /** What the server called the bytes that are at hand. */
  readonly etag?: string;
}

export type Fetched = { readonly kind: "unchanged" } | { readonly kind: "fetched"; readonly bytes: Uint8Array; readonly etag?: string };

const MAX_REDIRECTS = 3;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const HTTP_OK = 200;
const HTTP_NOT_MODIFIED = 304;
/** What feeds are served as. A page for people to read (an error, a portal that wants a login) is none of these. */
const TEXT_TYPES = /^(?:text\/(?:plain|yaml|x-yaml)|application\/(?:json|octet-stream|yaml|x-yaml|stix\+json|vnd\.oasis\.stix\+json))$/;
/** RFC 9110 section 8.8.3, and no longer than any server makes them. */
const ETAG = /^(?:W\/)?"[\x21\x23-\x7e]{0,200}"$/;

/** The first Node whose agents speak to a proxy; an older one would go past it without a word. */
const PROXY_SINCE = [24, 5] as const;

/** True where a proxy is named and this Node cannot use it. */
export const isProxyOutOfReach = ({ https_proxy: lower, HTTPS_PROXY: upper }: Environment, version: string): boolean => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return Boolean(lower || upper) && (major < PROXY_SINCE[0] || (major === PROXY_SINCE[0] && minor < PROXY_SINCE[1]));
};

/** Fetches one file over HTTPS. Throws FetchError; what came before it threw is gone. */
export async function fetchFile(wanted: FetchRequest, settings: NetworkSettings): Promise<Fetched> {
  const { node } = process.versions;
  if (isProxyOutOfReach(settings.environment, node)) throw new FetchError("proxy", { version: node });
  let url = allowed(wanted.url, wanted.url, settings);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const next = await fetchOnce(wanted, url, settings);
    if (!(next instanceof URL)) return next;
    url = next;
  }
  throw new FetchError("redirects", { url: wanted.url, most: MAX_REDIRECTS });
}

/** HTTPS, one of the hosts, its usual port, nobody's name or password. */
function allowed(text: string, asked: string, { hosts }: NetworkSettings, base?: URL): URL {
  const url = URL.parse(text, base?.href);
  if (url?.protocol !== "https:") throw new FetchError("not-https", { url: asked });
  if (!hosts.includes(url.hostname) || url.port !== "" || url.username !== "" || url.password !== "")
    throw new FetchError("host", { url: asked, host: url.host });
  return url;
}

async function fetchOnce(wanted: FetchRequest, url: URL, settings: NetworkSettings): Promise<Fetched | URL> {
  const signal = AbortSignal.any([settings.signal, AbortSignal.timeout(settings.fileMilliseconds)]);
  // No connection is kept: each is checked on its own.
  const agent = new Agent({ keepAlive: false, proxyEnv: proxyOf(settings.environment) });
  try {
    const response = await answer(open(wanted, url, settings, agent, signal), settings.idleMilliseconds);
    return await read(wanted, url, response, settings);
  } catch (error) {
    settings.signal.throwIfAborted();
    if (signal.aborted) throw new FetchError("timeout", { url: wanted.url }, error);
    if (error instanceof FetchError) throw error;
    throw new FetchError("connection", { url: wanted.url, detail: detailOf(error) }, error);
  } finally {
    agent.destroy();
  }
}

/** Only of HTTPS: nothing of ours goes out in the clear, not even to a proxy. */
const proxyOf = (environment: Environment): Record<string, string | undefined> =>
  Object.fromEntries(["https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"].map((name) => [name, environment[name]]));

function open({ etag }: FetchRequest, url: URL, { connect }: NetworkSettings, agent: Agent, signal: AbortSignal): ClientRequest {
  return request({
    method: "GET",
    host: connect?.address ?? url.hostname,
    port: connect?.port ?? 443,
    path: url.pathname + url.search,
    servername: url.hostname,
    agent,
    signal,
    // Said outright: NODE_TLS_REJECT_UNAUTHORIZED must not open this.
    rejectUnauthorized: true,
    ...(connect && { ca: connect.authority }),
    headers: {
      host: url.hostname,
      // Neither version nor system: the publisher learns an address and which file, and no more.
      "user-agent": "bridle",
      accept: "text/plain, application/json, application/octet-stream",
      "accept-encoding": "identity",
      ...(etag !== undefined && ETAG.test(etag) && { "if-none-match": etag }),
    },
  });
}

function answer(sent: ClientRequest, idleMilliseconds: number): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sent.setTimeout(idleMilliseconds, () => sent.destroy(new IdleError("silent")));
    sent.once("response", resolve);
    sent.once("error", reject);
    sent.end();
  });
}

class IdleError extends Error {}

async function read(wanted: FetchRequest, url: URL, response: IncomingMessage, settings: NetworkSettings): Promise<Fetched | URL> {
  const { statusCode = 0, headers } = response;
  try {
    if (statusCode === HTTP_NOT_MODIFIED && wanted.etag !== undefined) return { kind: "unchanged" };
    if (REDIRECTS.includes(statusCode)) return allowed(headers.location ?? "", wanted.url, settings, url);
    if (statusCode !== HTTP_OK) throw new FetchError("status", { url: wanted.url, status: statusCode });
    refuseOtherTypes(wanted.url, headers["content-type"], headers["content-encoding"]);
    const bytes = await wholeBody(wanted, response);
    const etag = headers.etag;
    return { kind: "fetched", bytes, ...(etag !== undefined && ETAG.test(etag) && { etag }) };
  } finally {
    response.destroy();
  }
}

function refuseOtherTypes(url: string, contentType: string | undefined, encoding: string | undefined): void {
  const type = (contentType ?? "none").split(";", 1)[0]!.trim().toLowerCase();
  if (!TEXT_TYPES.test(type)) throw new FetchError("type", { url, type });
  if (encoding !== undefined && encoding !== "identity") throw new FetchError("type", { url, type: encoding });
}

async function wholeBody({ url, maxBytes }: FetchRequest, response: IncomingMessage): Promise<Uint8Array> {
  const said = Number(response.headers["content-length"] ?? 0);
  if (said > maxBytes) throw new FetchError("too-large", { url, most: maxBytes });
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > maxBytes) throw new FetchError("too-large", { url, most: maxBytes });
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof FetchError || error instanceof IdleError || (error instanceof Error && error.name === "AbortError")) throw error;
    throw new FetchError("cut-off", { url }, error);
  }
  if (!response.complete) throw new FetchError("cut-off", { url });
  return Buffer.concat(chunks, length);
}

function detailOf(error: unknown): string {
  if (error instanceof IdleError) return "no answer";
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
