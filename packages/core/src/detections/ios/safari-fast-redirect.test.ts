import { expect, test } from "vitest";
import type { SafariHistoryRecord, Visit } from "../../artifacts/ios/safari-history.ts";
import { fromAppleTime } from "../../model/time.ts";
import { hitsOf } from "../../testing/index.ts";
import safariFastRedirect from "./safari-fast-redirect.ts";

/** A chain of visits, each the redirect of the one before, `after` seconds from the start. */
const chain = (...steps: readonly (readonly [url: string, after: number])[]): Visit[] =>
  steps.map(([url, after], index) => ({
    kind: "visit",
    visitKey: index + 1,
    url,
    visited: fromAppleTime(700_000_000 + after)!,
    isFromOtherDevice: false,
    cameByRedirect: index > 0,
    ...(index > 0 && { redirectSource: { visitKey: index } }),
    ...(index + 1 < steps.length && { redirectDestination: { visitKey: index + 2 } }),
  }));
const judge = (...records: SafariHistoryRecord[]) => hitsOf(safariFastRedirect, records);

test("speaks of a plain page that led to another site at once, and follows the chain to its end", () => {
  const visits = chain(["http://news.com/a", 0], ["https://x1.trap.net/s", 0.2], ["https://cdn.evil.org/payload", 0.4]);
  const hits = judge(...visits);
  expect(hits).toMatchObject([
    {
      subject: [
        { type: "domain-name:value", value: "news.com" },
        { type: "domain-name:value", value: "cdn.evil.org" },
      ],
      message: "summary-plain",
      severity: "medium",
      confidence: "low",
      benign: [],
      params: { steps: 2 },
    },
  ]);
  expect(hits[0]!.records.map(({ data }) => (data as Visit).visitKey)).toEqual([1, 2, 3]);
});

test("rates a first page that was encrypted low", () => {
  expect(judge(...chain(["https://news.com/", 0], ["https://evil.org/", 0.3]))).toMatchObject([
    { severity: "low", message: "summary-encrypted" },
  ]);
});

test("takes a clock that was set back between two rows for a fast redirect, and a day later for none", () => {
  expect(judge(...chain(["http://news.com/", 0.5], ["https://evil.org/", 0]))).toHaveLength(1);
  expect(judge(...chain(["http://news.com/", 0], ["https://evil.org/", 86_400.4]))).toEqual([]);
  expect(judge(...chain(["http://news.com/", 86_400.4], ["https://evil.org/", 0]))).toEqual([]);
  expect(judge(...chain(["http://news.com/", 0], ["https://evil.org/", 1]))).toEqual([]);
});

test("is silent within one site, also below a country's second level", () => {
  expect(judge(...chain(["http://facebook.com/", 0], ["https://www.facebook.com/", 0.1]))).toEqual([]);
  expect(judge(...chain(["http://bank.co.uk/", 0], ["https://www.bank.co.uk/", 0.1]))).toEqual([]);
  expect(judge(...chain(["http://one.co.uk/", 0], ["https://two.co.uk/", 0.1]))).toHaveLength(1);
});

test("is silent when the chain comes back to where it began", () => {
  expect(judge(...chain(["http://shop.com/", 0], ["https://consent.org/", 0.1], ["https://shop.com/", 0.2]))).toEqual([]);
});

test("names the innocent explanation and rates low: similar names, shorteners, logins", () => {
  const explained = (from: string, to: string) =>
    judge(...chain([from, 0], [to, 0.1])).map(({ severity, benign }) => [
      severity,
      benign!.map(({ message }) => message.split("/").at(-1)),
    ]);
  expect(explained("http://foxnew.com/", "http://www.foxnews.com/")).toEqual([["low", ["similar-name"]]]);
  expect(explained("http://bit.ly/x", "https://shop.example/")).toEqual([["low", ["shortener"]]]);
  expect(explained("http://mail.com/", "https://login.provider.org/oauth2/x")).toEqual([["low", ["login"]]]);
});

test("is silent when the first page was encrypted and there is an innocent explanation", () => {
  expect(judge(...chain(["https://bit.ly/x", 0], ["https://shop.com/", 0.1]))).toEqual([]);
  expect(judge(...chain(["https://mail.com/", 0], ["https://login.provider.org/", 0.1]))).toEqual([]);
});

test("is silent on visits of other devices, on circles, and on rows that are not whole", () => {
  const [from, to] = chain(["http://news.com/", 0], ["https://evil.org/", 0.1]);
  expect(judge({ ...from!, isFromOtherDevice: true }, to!)).toEqual([]);
  const { visited: _, ...undated } = to!;
  expect(judge(from!, undated)).toEqual([]);
  expect(judge(from!)).toEqual([]);
  const circle = [
    { ...from!, redirectSource: { visitKey: 2 } },
    { ...to!, redirectDestination: { visitKey: 1 } },
  ];
  expect(judge(...circle)).toEqual([]);
  expect(judge({ kind: "page", itemKey: 1, url: "http://news.com/" })).toEqual([]);
});
