import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { askLine } from "./ask-line.ts";
import { Interrupted } from "./interrupted.ts";

interface Asked {
  readonly answer: Promise<string | undefined>;
  readonly input: PassThrough;
  readonly written: string[];
}

function ask(signal = new AbortController().signal): Asked {
  const input = new PassThrough();
  const written: string[] = [];
  const output = { write: (text: string) => written.push(text) > 0 };
  return { answer: askLine("Really? ", { input, output: output as unknown as NodeJS.WritableStream, signal }), input, written };
}

test("gives the first line, and asks once", async () => {
  const { answer, input, written } = ask();
  input.write("yes\nno\n");
  expect(await answer).toBe("yes");
  expect(written).toEqual(["Really? "]);
});

test("the end of input gives none", async () => {
  const { answer, input } = ask();
  input.end();
  expect(await answer).toBeUndefined();
});

test("a request to end interrupts the question, also one that came before it", async () => {
  const controller = new AbortController();
  const { answer } = ask(controller.signal);
  controller.abort();
  await expect(answer).rejects.toBeInstanceOf(Interrupted);
  await expect(ask(controller.signal).answer).rejects.toBeInstanceOf(Interrupted);
});
