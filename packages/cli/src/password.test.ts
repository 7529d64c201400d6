import { AcquisitionError, type Unlock } from "@bridle/core";
import { expect, test } from "vitest";
import { takePasswords } from "./environment-passwords.ts";
import type { CliHost } from "./host.ts";
import { type GivenPassword, passwordsOf, refusePasswordArgument } from "./password.ts";

/** A host that answers what it is told to, and counts how often it is asked. */
function hostWith(answers: readonly (string | undefined)[], environmentPasswords: readonly GivenPassword[] = []) {
  const asked: string[] = [];
  const host = {
    environmentPasswords,
    io: { status: () => undefined, error: () => undefined },
    ask: async (question: string) => {
      asked.push(question);
      return answers[asked.length - 1];
    },
  };
  return { host: host as unknown as CliHost, asked };
}

/** A backup with this password. */
const locked =
  (password: string) =>
  async (unlock?: Unlock): Promise<string> => {
    if (unlock === undefined) throw new AcquisitionError("encrypted");
    if (unlock.kind === "password" && unlock.password !== password) throw new AcquisitionError("wrong-password");
    return unlock.kind;
  };
const open = async (unlock?: Unlock): Promise<string> => unlock?.kind ?? "nothing";

test("takes every password out of an environment, keeps the order, and leaves the rest", () => {
  const environment: Record<string, string | undefined> = {
    MVT_IOS_BACKUP_PASSWORD: "second",
    BRIDLE_BACKUP_PASSWORD: "first",
    PATH: "/bin",
  };
  expect(takePasswords(environment)).toEqual([
    { from: "BRIDLE_BACKUP_PASSWORD", password: "first" },
    { from: "MVT_IOS_BACKUP_PASSWORD", password: "second" },
  ]);
  expect(environment).toEqual({ PATH: "/bin" });
  expect(takePasswords({ BRIDLE_BACKUP_PASSWORD: "" })).toEqual([]);
});

test("asks only when a password is needed, and once for all paths", async () => {
  const { host, asked } = hostWith(["heron", "never asked for"]);
  const passwords = passwordsOf({}, host);
  expect(await passwords.open("a", open)).toEqual({ opened: "nothing" });
  expect(asked).toEqual([]);
  expect(await passwords.open("b", locked("heron"))).toEqual({ opened: "password", passwordFrom: "prompt" });
  await expect(passwords.open("c", locked("another"))).rejects.toMatchObject({ code: "wrong-password" });
  expect(asked).toHaveLength(1);
});

test("asks no second time where no answer was given, or a wrong one", async () => {
  for (const [answer, code] of [
    [undefined, "encrypted"],
    ["wrong", "wrong-password"],
  ] as const) {
    const { host, asked } = hostWith([answer, "heron"]);
    const passwords = passwordsOf({}, host);
    await expect(passwords.open("a", locked("heron"))).rejects.toMatchObject({ code });
    await expect(passwords.open("b", locked("heron"))).rejects.toMatchObject({ code });
    expect(asked).toHaveLength(1);
  }
});

test("does not ask where the environment answered, even wrongly", async () => {
  const { host, asked } = hostWith(["heron"], [{ from: "MVT_IOS_BACKUP_PASSWORD", password: "wrong" }]);
  await expect(passwordsOf({}, host).open("a", locked("heron"))).rejects.toMatchObject({ code: "wrong-password" });
  expect(asked).toEqual([]);
});

test("gives nothing knowingly when that is asked for, whatever the environment holds", async () => {
  const { host, asked } = hostWith(["heron"], [{ from: "BRIDLE_BACKUP_PASSWORD", password: "heron" }]);
  expect(await passwordsOf({ withoutPassword: true }, host).open("a", locked("heron"))).toEqual({ opened: "without" });
  expect(asked).toEqual([]);
});

test("shows a name of the evidence's folder without what would act on the terminal", async () => {
  const { host, asked } = hostWith(["heron"]);
  await passwordsOf({}, host).open("a\u001b[2J", locked("heron"));
  expect(asked[0]).toContain("a⟨U+001B⟩[2J");
});

test.each([[["check", "x", "--", "--password"]], [["check", "--password-file", "x"]], [["check", "-"]], [[]]])(
  "sees no password in %j",
  (argv) => {
    expect(() => refusePasswordArgument(argv)).not.toThrow();
  },
);
