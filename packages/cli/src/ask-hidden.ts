import type { ReadStream, WriteStream } from "node:tty";
import { createHiddenLine } from "./hidden-line.ts";
import { Interrupted } from "./interrupted.ts";
import { usage } from "./usage-error.ts";

export interface Terminal {
  readonly input: Pick<ReadStream, "isRaw" | "setRawMode" | "on" | "off" | "resume" | "pause">;
  readonly output: Pick<WriteStream, "write">;
  /** Ends the question; the terminal is as it was before. */
  readonly signal: AbortSignal;
}

/** One line from the terminal, nothing of it shown; undefined where the person gave none. Throws Interrupted at Ctrl-C. */
export function askHidden(question: string, { input, output, signal }: Terminal): Promise<string | undefined> {
  const line = createHiddenLine();
  const wasRaw = input.isRaw;
  const { promise, resolve, reject } = Promise.withResolvers<string | undefined>();
  const none = (): void => resolve(undefined);
  const interrupted = (): void => reject(new Interrupted());
  const hear = (bytes: Uint8Array): void => {
    const heard = line.hear(bytes);
    if (heard === "line") resolve(line.text() || undefined);
    else if (heard === "none") none();
    else if (heard === "interrupt") interrupted();
    else if (heard === "too-long") reject(usage("password-too-long"));
  };
  if (signal.aborted) interrupted();
  signal.addEventListener("abort", interrupted, { once: true });
  input.on("data", hear).on("end", none).on("error", none);
  // Before the question is shown: what is typed at its sight is not echoed any more.
  input.setRawMode(true);
  input.resume();
  output.write(question);
  return promise.finally(() => {
    input.setRawMode(wasRaw);
    input.pause();
    input.off("data", hear).off("end", none).off("error", none);
    signal.removeEventListener("abort", interrupted);
    output.write("\n");
  });
}
