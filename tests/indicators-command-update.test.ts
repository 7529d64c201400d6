import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import { type AddressInfo, connect as connectTcp, createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type UpdateSettings, updateIndicators } from "../packages/cli/src/commands/indicators-update.ts";
import type { CliHost } from "../packages/cli/src/host.ts";
import { storedSets, type Unreadable } from "../packages/cli/src/indicators/stored-sets.ts";
import { UPDATE_LIMITS } from "../packages/cli/src/indicators/update.ts";
import { isProxyOutOfReach } from "../packages/cli/src/net/fetch-file.ts";

/**
 * The update against a server of our own: TLS with a certificate made here, on 127.0.0.1, in the name of the pinned host. Every way in
 * which a fetch can go wrong leaves the store as it was, byte for byte.
 */

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
const HOST = "raw.githubusercontent.com";
const INDEX = "/mvt-project/mvt-indicators/main/indicators.yaml";
const HERON = "/mvt-project/mvt-indicators/main/2026-10-01_heron/heron.stix2";
const PEGASUS = "/AmnestyTech/investigations/master/2021-07-18_nso/pegasus.stix2";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let folder: string;
let data: string;
let server: Server;
let settings: UpdateSettings;
let answers: Record<string, Answer>;
let asked: { path: string; headers: IncomingMessage["headers"] }[];
let now: string;

const stix = (name: string, patterns: readonly string[], modified = "2026-10-01T00:00:00.000Z"): string => {
  const malware = { type: "malware", id: "malware--00000000-0000-4000-8000-000000000000", name, created: modified, modified };
  const objects = patterns.flatMap((pattern, at) => {
    const id = `indicator--00000000-0000-4000-8000-${String(at).padStart(12, "0")}`;
    const indicator = { type: "indicator", id, pattern, pattern_type: "stix", created: modified, modified, valid_from: modified };
    const tie = {
      type: "relationship",
      id: id.replace("indicator", "relationship"),
      relationship_type: "indicates",
      source_ref: id,
      target_ref: malware.id,
    };
    return [indicator, tie];
  });
  return JSON.stringify({ type: "bundle", id: "bundle--00000000-0000-4000-8000-000000000000", objects: [malware, ...objects] });
};
const entry = (owner: string, repo: string, branch: string, path: string): string =>
  `  -\n    type: github\n    name: ${path}\n    references:\n      - https://example.org/report\n    github:\n      owner: ${owner}\n      repo: ${repo}\n      branch: ${branch}\n      path: ${path}\n`;
const HERON_ENTRY = entry("mvt-project", "mvt-indicators", "main", "2026-10-01_heron/heron.stix2");
const PEGASUS_ENTRY = entry("AmnestyTech", "investigations", "master", "2021-07-18_nso/pegasus.stix2");
const INDEX_TEXT = `indicators:\n${HERON_ENTRY}\n${PEGASUS_ENTRY}`;

/** As GitHub serves: text, a weak ETag of the content, 304 to whoever has it. */
const served =
  (text: string, type = "text/plain; charset=utf-8"): Answer =>
  (request, response) => {
    const etag = `W/"${createHash("sha256").update(text).digest("hex")}"`;
    if (request.headers["if-none-match"] === etag) response.writeHead(304).end();
    else response.writeHead(200, { "content-type": type, etag }).end(text);
  };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bridle-update-"));
  if (!hasOpenssl) return;
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  const subject = ["-subj", "/CN=a throw-away", "-addext", `subjectAltName=DNS:${HOST}`, "-days", "2"];
  const made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", certificate];
  execFileSync("openssl", [...made, ...subject], { stdio: "ignore" });
  server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (request, response) => {
    asked.push({ path: request.url!, headers: request.headers });
    const answer = answers[request.url!];
    if (answer) answer(request, response);
    else response.writeHead(404, { "content-type": "text/plain" }).end("404: Not Found");
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  settings = { connect: { address: "127.0.0.1", port, authority: readFileSync(certificate, "utf8") } };
});
afterAll(async () => {
  server?.closeAllConnections();
  if (server) await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  data = mkdtempSync(join(folder, "data-"));
  asked = [];
  now = "2026-11-20T10:00:00.000Z";
  answers = {
    [INDEX]: served(INDEX_TEXT),
    [HERON]: served(stix("Heron", ["[domain-name:value='heron.example']"])),
    [PEGASUS]: served(stix("Pegasus", ["[domain-name:value='marsh.example']", "[process:name='heronryd']"])),
  };
});

interface Run {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}
interface RunOptions {
  readonly settings?: UpdateSettings;
  readonly environment?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}
async function update(flags: { fromFile?: string; dryRun?: boolean } = {}, options: RunOptions = {}): Promise<Run> {
  const out: string[] = [];
  const error: string[] = [];
  const refused = (): never => {
    throw new Error("an update opens no phone");
  };
  const host: CliHost = {
    io: {
      out: (text: string) => void out.push(text),
      error: (text: string) => void error.push(text),
      status: () => undefined,
      width: 80,
      colour: false,
    },
    environment: { BRIDLE_DATA: data, ...options.environment },
    environmentPasswords: [],
    signal: options.signal ?? new AbortController().signal,
    now: () => now,
    createReader: refused,
    run: refused,
  } as unknown as CliHost;
  const status = await updateIndicators(flags, host, { ...settings, ...options.settings });
  return { status, out: out.join(""), error: error.join("") };
}

/** Every file of the store by its path, with its bytes. */
const snapshot = (root = data): Record<string, string> =>
  existsSync(root)
    ? Object.fromEntries(
        readdirSync(root, { recursive: true, withFileTypes: true })
          .filter((file) => file.isFile())
          .map((file) => join(file.parentPath, file.name))
          .sort()
          .map((file) => [file.slice(root.length), readFileSync(file).toString("base64")]),
      )
    : {};

async function kept(): Promise<{ id: string; class: string; date?: string; checked?: string; values: string[] }[]> {
  const unreadable: Unreadable[] = [];
  const sets = await storedSets(data, unreadable);
  expect(unreadable).toEqual([]);
  return sets.map(({ pack, indicators }) => ({
    id: pack.title,
    class: pack.class,
    ...(pack.date !== undefined && { date: pack.date }),
    ...(pack.checked !== undefined && { checked: pack.checked }),
    values: indicators.map(({ value }) => value),
  }));
}

describe.skipIf(!hasOpenssl)("the update", () => {
  test("says what it will contact, fetches the index and each set, and keeps them whole", async () => {
    const run = await update();
    expect(run).toMatchObject({ status: 0, error: "" });
    expect(run.out.indexOf(`contact ${HOST} over HTTPS`)).toBeLessThan(run.out.indexOf("Fetching"));
    expect(run.out).toContain(`Fetching https://${HOST}${HERON}`);
    expect(asked.map(({ path }) => path)).toEqual([INDEX, HERON, PEGASUS]);
    expect(asked.every(({ headers }) => headers["user-agent"] === "bridle" && headers.cookie === undefined)).toBe(true);
    expect(await kept()).toEqual([
      { id: "2026-10-01_heron/heron.stix2", class: "unclassified", date: "2026-10-01", checked: "2026-11-20", values: ["heron.example"] },
      { id: "Pegasus (NSO Group)", class: "mercenary", date: "2026-10-01", checked: "2026-11-20", values: ["marsh.example", "heronryd"] },
    ]);
  });

  test("leaves what it keeps to its owner alone", async () => {
    await update();
    const entries = readdirSync(join(data, "indicators"), { recursive: true, withFileTypes: true });
    const modes = entries.map((item) => [item.isDirectory(), statSync(join(item.parentPath, item.name)).mode & 0o777]);
    expect(modes.length).toBeGreaterThan(4);
    expect(modes.filter(([isFolder, mode]) => mode !== (isFolder ? 0o700 : 0o600))).toEqual([]);
    expect(statSync(join(data, "indicators")).mode & 0o777).toBe(0o700);
  });

  test("asks by ETag, and where nothing has changed notes only that it asked", async () => {
    await update();
    const before = snapshot();
    asked = [];
    now = "2026-11-21T10:00:00.000Z";
    expect(await update()).toMatchObject({ status: 0, out: expect.stringContaining("Nothing has changed since 2026-11-20.") });
    expect(asked.map(({ headers }) => headers["if-none-match"] !== undefined)).toEqual([true, true, true]);
    const after = snapshot();
    const changed = Object.keys(after).filter((file) => after[file] !== before[file]);
    expect(changed).toEqual(["/indicators/updated/current.json"]);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect((await kept()).map(({ checked }) => checked)).toEqual(["2026-11-21", "2026-11-21"]);
  });

  test("keeps the version before, and only that one", async () => {
    await update();
    const versions = (): string[] => readdirSync(join(data, "indicators/updated")).filter((name) => name.startsWith("version-"));
    const [first] = versions();
    answers[HERON] = served(stix("Heron", ["[domain-name:value='heron2.example']"]));
    expect((await update()).out).toContain("1 fetched, 1 unchanged");
    expect(versions()).toHaveLength(2);
    expect(versions()).toContain(first);
    answers[HERON] = served(stix("Heron", ["[domain-name:value='heron3.example']"]));
    await update();
    expect(versions()).toHaveLength(2);
    expect(versions()).not.toContain(first);
    expect((await kept())[0]?.values).toEqual(["heron3.example"]);
  });

  test("fetches anew what was changed on this disk, without an ETag", async () => {
    await update();
    const version = readdirSync(join(data, "indicators/updated")).find((name) => name.startsWith("version-"))!;
    const sets = readdirSync(join(data, "indicators/updated", version)).filter((name) => name.endsWith(".set"));
    for (const name of sets) writeFileSync(join(data, "indicators/updated", version, name), "changed");
    asked = [];
    expect(await update()).toMatchObject({ status: 0 });
    expect(asked.map(({ headers }) => headers["if-none-match"])).toEqual([undefined, undefined, undefined]);
    expect((await kept()).map(({ values }) => values.length)).toEqual([1, 2]);
  });

  test("does not take 304 for an answer when it has nothing", async () => {
    answers[PEGASUS] = (_request, response) => void response.writeHead(304).end();
    expect(await update()).toMatchObject({ status: 2, error: expect.stringContaining("status 304") });
    expect(Object.keys(snapshot())).toEqual([]);
  });

  test("follows a redirect within the pinned host", async () => {
    answers[HERON] = (_request, response) => void response.writeHead(302, { location: `https://${HOST}/moved.stix2` }).end();
    answers["/moved.stix2"] = served(stix("Heron", ["[domain-name:value='moved.example']"]));
    expect((await update()).status).toBe(0);
    expect((await kept())[0]?.values).toEqual(["moved.example"]);
  });

  test("--dry-run contacts nobody and writes nothing", async () => {
    const run = await update({ dryRun: true });
    expect(run).toMatchObject({ status: 0, error: "" });
    expect(run.out).toContain(INDEX);
    expect(asked).toEqual([]);
    expect(snapshot()).toEqual({});
  });

  test("names the files of the index that lie elsewhere, and does not fetch them", async () => {
    const elsewhere = "  -\n    type: download\n    download_url: https://elsewhere.example/x.stix2\n";
    answers[INDEX] = served(`${INDEX_TEXT}\n${elsewhere}`);
    const run = await update();
    expect(run.status).toBe(0);
    expect(run.error).toContain("https://elsewhere.example/x.stix2");
  });

  test("goes through the proxy that the environment names, and says so without its password", async () => {
    const targets: string[] = [];
    const proxy = createTcpServer((client) => {
      client.on("error", () => undefined);
      client.once("data", (head) => {
        targets.push(head.toString().split(" ")[1]!);
        const upstream = connectTcp(settings.connect!.port, "127.0.0.1", () => {
          client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
          client.pipe(upstream).pipe(client);
        });
        upstream.on("error", () => client.destroy());
      });
    });
    await new Promise<void>((resolve) => void proxy.listen(0, "127.0.0.1", resolve));
    const { port } = proxy.address() as AddressInfo;
    try {
      const run = await update({}, { environment: { HTTPS_PROXY: `http://heron:secret@127.0.0.1:${port}` } });
      expect(run).toMatchObject({ status: 0, error: "" });
      expect(run.out).toContain(`through the proxy 127.0.0.1:${port}`);
      expect(run.out).not.toContain("secret");
      expect(targets).toHaveLength(3);
    } finally {
      proxy.close();
    }
  });
});

/** What a server may do, and what is said of it. */
const FAULTS: readonly (readonly [what: string, path: string, answer: Answer, says: RegExp])[] = [
  ["redirects to another host", HERON, redirect("https://evil.example/heron.stix2"), /evil\.example, which Bridle does not contact/],
  ["redirects to another port", HERON, redirect(`https://${HOST}:8443/heron.stix2`), /:8443, which Bridle does not contact/],
  ["redirects to plain HTTP", HERON, redirect(`http://${HOST}/heron.stix2`), /without HTTPS/],
  ["redirects for ever", HERON, redirect(`https://${HOST}${HERON}`), /leads on more than 3 times/],
  ["says that it is too large", HERON, header({ "content-length": String(UPDATE_LIMITS.setBytes + 1) }), /larger than/],
  ["answers with a page", HERON, served("<html>log in here</html>", "text/html"), /type text\/html/],
  ["answers compressed though it was not asked to", HERON, header({ "content-encoding": "gzip" }), /type gzip/],
  ["answers with a fault", HERON, (_request, response) => void response.writeHead(503).end("busy"), /status 503/],
  ["has lost a set", HERON, (_request, response) => void response.writeHead(404).end("404"), /status 404/],
  ["ends before its own length", HERON, cutOff, /before it was whole/],
  ["is gone in the middle", PEGASUS, (request) => void request.socket.destroy(), /could not be reached/],
  ["serves half a bundle", HERON, served(stix("Heron", ["[domain-name:value='x.example']"]).slice(0, 200)), /cannot be read as JSON/],
  ["serves JSON of another kind", HERON, served('{"hello": "world"}'), /is JSON, but holds/],
  ["serves a set without an indicator", HERON, served(stix("Heron", [])), /holds no indicator/],
  ["serves an index that is no YAML", INDEX, served("indicators: [\n"), /not an index/],
  ["serves an index of another form", INDEX, served("- just\n- a list\n"), /not an index/],
  ["serves an index with a bomb of aliases", INDEX, served(aliasBomb()), /not an index/],
  ["serves an empty index", INDEX, served("indicators: []\n"), /names no set/],
  [
    "names too many sets",
    INDEX,
    served(`indicators:\n${Array.from({ length: 301 }, (_, at) => entry("a", "b", "main", `${at}/x.stix2`)).join("")}`),
    /more than 300/,
  ],
];

function redirect(location: string): Answer {
  return (_request, response) => void response.writeHead(302, { location }).end();
}
function header(fields: Record<string, string>): Answer {
  return (_request, response) => void response.writeHead(200, { "content-type": "text/plain", ...fields }).write("x");
}
function cutOff(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/plain", "content-length": "5000" });
  response.write(stix("Heron", ["[domain-name:value='cut.example']"]), () => request.socket.destroy());
}
function aliasBomb(): string {
  const levels = Array.from(
    { length: 12 },
    (_, at) => `a${at + 1}: &a${at + 1} [${Array.from({ length: 9 }, () => `*a${at}`).join(", ")}]`,
  );
  return `a0: &a0 [x]\n${levels.join("\n")}\nindicators: *a12\n`;
}

test("knows which Node cannot use a proxy, and refuses to go past one", () => {
  const named = { HTTPS_PROXY: "http://127.0.0.1:3128" };
  expect(["24.0.0", "24.4.1", "22.20.0"].map((version) => isProxyOutOfReach(named, version))).toEqual([true, true, true]);
  expect(["24.5.0", "26.10.0"].map((version) => isProxyOutOfReach(named, version))).toEqual([false, false]);
  expect(isProxyOutOfReach({ https_proxy: "", HTTP_PROXY: "http://127.0.0.1" }, "24.0.0")).toBe(false);
});

describe.skipIf(!hasOpenssl)("the update leaves the store byte for byte as it was when the server", () => {
  test.each(FAULTS)("%s", async (_what, path, answer, says) => {
    await update();
    const before = snapshot();
    // Both sets are new, so that a half-done update would show.
    const renewed = {
      [HERON]: served(stix("Heron", ["[domain-name:value='new.example']"])),
      [PEGASUS]: served(stix("Pegasus", ["[process:name='newd']"])),
    };
    answers = { ...answers, ...renewed, [path]: answer };
    now = "2026-11-21T10:00:00.000Z";
    const run = await update();
    expect(run.error).toMatch(says);
    expect(run.error).toContain("kept as it was");
    expect(run.status).toBe(2);
    expect(snapshot()).toEqual(before);
  });

  test("sends more than it said it would, or more than all sets may have", async () => {
    await update();
    const before = snapshot();
    answers[HERON] = (_request, response) => {
      response.writeHead(200, { "content-type": "text/plain" });
      response.end(`${" ".repeat(5_000)}x`);
    };
    const limits = { ...UPDATE_LIMITS, setBytes: 4_000 };
    expect(await update({}, { settings: { limits } })).toMatchObject({
      status: 2,
      error: expect.stringMatching(/larger than 4,000 bytes/),
    });
    answers[HERON] = served(stix("Heron", ["[domain-name:value='x.example']"]));
    const together = { ...UPDATE_LIMITS, allBytes: 700 };
    expect(await update({}, { settings: { limits: together } })).toMatchObject({
      status: 2,
      error: expect.stringContaining("Together the sets"),
    });
    expect(snapshot()).toEqual(before);
  });

  test("falls silent", async () => {
    await update();
    const before = snapshot();
    answers[HERON] = () => undefined;
    expect(await update({}, { settings: { idleMilliseconds: 300 } })).toMatchObject({
      status: 2,
      error: expect.stringContaining("no answer"),
    });
    answers[HERON] = (_request, response) => void response.writeHead(200, { "content-type": "text/plain" }).write("x");
    expect(await update({}, { settings: { fileMilliseconds: 500 } })).toMatchObject({ status: 2, error: expect.stringMatching(/in time/) });
    expect(snapshot()).toEqual(before);
  });

  test("is not the one it says it is", async () => {
    await update();
    const before = snapshot();
    const unsigned = { connect: { ...settings.connect!, authority: "" } };
    const run = await update({}, { settings: unsigned, environment: { NODE_TLS_REJECT_UNAUTHORIZED: "0" } });
    expect(run).toMatchObject({
      status: 2,
      error: expect.stringMatching(/could not be reached: (?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED)/),
    });
    expect(snapshot()).toEqual(before);
  });

  test("is left by Ctrl-C: status 130", async () => {
    await update();
    const before = snapshot();
    const controller = new AbortController();
    answers[PEGASUS] = () => controller.abort();
    expect(await update({}, { signal: controller.signal })).toMatchObject({ status: 130 });
    expect(snapshot()).toEqual(before);
  });

  test("is asked by another update at the same time", async () => {
    await update();
    const lock = join(data, "indicators/update.lock");
    writeFileSync(lock, "1 then\n");
    expect(await update()).toMatchObject({ status: 2, error: expect.stringContaining("update.lock") });
    now = "2099-01-01T00:00:00.000Z";
    expect(await update()).toMatchObject({ status: 0 });
    expect(existsSync(lock)).toBe(false);
  });

  test.skipIf(process.getuid?.() === 0)("answers, and the disk does not", async () => {
    await update();
    answers[HERON] = served(stix("Heron", ["[domain-name:value='new.example']"]));
    const before = snapshot();
    chmodSync(join(data, "indicators/updated"), 0o500);
    expect(await update()).toMatchObject({ status: 2 });
    chmodSync(join(data, "indicators/updated"), 0o700);
    expect(snapshot()).toEqual(before);
  });
});

describe("an update from files that were carried here", () => {
  const write = (files: Readonly<Record<string, string>>): string => {
    const root = mkdtempSync(join(folder, "carried-"));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return root;
  };
  const HERON_SET = stix("Heron", ["[domain-name:value='heron.example']"]);
  const PEGASUS_SET = stix("Pegasus", ["[process:name='heronryd']"]);

  test.each([
    ["GitHub's own zip files, unpacked", "mvt-indicators-main/", "investigations-master/2021-07-18_nso/pegasus.stix2"],
    ["clones", "mvt-indicators/", "investigations/2021-07-18_nso/pegasus.stix2"],
    ["folders by owner", "mvt-project/mvt-indicators/", "AmnestyTech/investigations/2021-07-18_nso/pegasus.stix2"],
    ["MVT's own names", "", "raw.githubusercontent.com_AmnestyTech_investigations_master_2021-07-18_nso_pegasus.stix2"],
  ])("finds the sets in %s", async (_what, base, pegasus) => {
    const root = write({
      [`${base}indicators.yaml`]: INDEX_TEXT,
      [`${base}2026-10-01_heron/heron.stix2`]: HERON_SET,
      [pegasus]: PEGASUS_SET,
    });
    expect(await update({ fromFile: root })).toMatchObject({ status: 0, error: "" });
    expect((await kept()).map(({ values, checked }) => ({ values, checked }))).toEqual([
      { values: ["heron.example"], checked: undefined },
      { values: ["heronryd"], checked: undefined },
    ]);
    expect(asked).toEqual([]);
  });

  test("takes the index file itself, with what lies beside it, and names what is missing", async () => {
    const root = write({ "indicators.yaml": INDEX_TEXT, "2026-10-01_heron/heron.stix2": HERON_SET });
    const run = await update({ fromFile: join(root, "indicators.yaml") });
    expect(run.status).toBe(0);
    expect(run.error).toContain("does not hold AmnestyTech/investigations/2021-07-18_nso/pegasus.stix2");
    expect((await kept()).map(({ values }) => values)).toEqual([["heron.example"]]);
  });

  test("keeps the copy from before of a set that was not carried along, and claims no freshness for what was", async () => {
    const both = { "indicators.yaml": INDEX_TEXT, "2026-10-01_heron/heron.stix2": HERON_SET };
    await update({ fromFile: write({ ...both, "investigations/2021-07-18_nso/pegasus.stix2": PEGASUS_SET }) });
    const newer = stix("Heron", ["[domain-name:value='newer.example']"]);
    const run = await update({ fromFile: write({ ...both, "2026-10-01_heron/heron.stix2": newer }) });
    expect(run.error).toContain("pegasus.stix2; the copy from before stays");
    expect((await kept()).map(({ values, checked }) => [checked, ...values])).toEqual([
      [undefined, "newer.example"],
      [undefined, "heronryd"],
    ]);
  });

  test.skipIf(spawnSync("python3", ["--version"]).status !== 0)("takes a zip", async () => {
    const root = write({
      "mvt-indicators-main/indicators.yaml": `indicators:\n${HERON_ENTRY}`,
      "mvt-indicators-main/2026-10-01_heron/heron.stix2": HERON_SET,
    });
    execFileSync("python3", ["-m", "zipfile", "-c", join(root, "carried.zip"), join(root, "mvt-indicators-main")]);
    expect(await update({ fromFile: join(root, "carried.zip") })).toMatchObject({ status: 0, error: "" });
    expect((await kept()).map(({ values }) => values)).toEqual([["heron.example"]]);
  });

  test("keeps what was there when a set is broken, an index is missing, or there is nothing", async () => {
    const whole = write({ "indicators.yaml": `indicators:\n${HERON_ENTRY}`, "2026-10-01_heron/heron.stix2": HERON_SET });
    await update({ fromFile: whole });
    const before = snapshot();
    const broken = write({ "indicators.yaml": `indicators:\n${HERON_ENTRY}`, "2026-10-01_heron/heron.stix2": HERON_SET.slice(0, 80) });
    for (const path of [
      broken,
      write({ "heron.stix2": HERON_SET }),
      join(folder, "nothing-here"),
      join(broken, "2026-10-01_heron/heron.stix2"),
    ]) {
      expect(await update({ fromFile: path }), path).toMatchObject({ status: 2, error: expect.stringContaining("kept as it was") });
      expect(snapshot()).toEqual(before);
    }
  });

  test("does not let an index reach out of what was carried, nor name a file on this disk", async () => {
    const evil = ["../../etc/passwd", "/etc/passwd", "a/../../b.stix2", "a//b", ".git/config", "a\\b", `${"a/".repeat(300)}x`];
    const entries = evil.map((path) => entry("mvt-project", "mvt-indicators", "main", JSON.stringify(path))).join("");
    const root = write({ "indicators.yaml": `indicators:\n${HERON_ENTRY}\n${entries}`, "2026-10-01_heron/heron.stix2": HERON_SET });
    const run = await update({ fromFile: root });
    expect(run.status).toBe(0);
    expect(run.error.match(/names a file elsewhere/g)).toHaveLength(evil.length);
    expect((await kept()).map(({ values }) => values)).toEqual([["heron.example"]]);
  });
});
