import { Interrupted } from "./interrupted.ts";

export interface LineTerminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: Pick<NodeJS.WritableStream, "write">;
  /** Ends the question. */
  readonly signal: AbortSignal;
}

/** One line from the terminal, shown as it is typed; undefined at the end of input. Throws Interrupted at Ctrl-C. */
export function askLine(question: string, { input, output, signal }: LineTerminal): Promise<string | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<string | undefined>();
  const interrupted = (): void => reject(new Interrupted());
  if (signal.aborted) interrupted();
  signal.addEventListener("abort", interrupted, { once: true });
  // The terminal's own editing of a line: Ctrl-C stays a signal.
  const lines = process.getBuiltinModule("node:readline").createInterface({ input, terminal: false });
  lines.once("line", resolve).once("close", () => resolve(undefined));
  output.write(question);
  return promise.finally(() => {
    signal.removeEventListener("abort", interrupted);
    lines.close();
  });
}
