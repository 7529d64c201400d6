/** Where the command line writes, so that tests can listen. */
export interface Io {
  out(text: string): void;
  error(text: string): void;
  /** A line that replaces itself, on a terminal only; empty text clears it. */
  status(text: string): void;
  readonly width: number;
  readonly colour: boolean;
}

const DEFAULT_WIDTH = 80;

export const processIo = (): Io => {
  const isTerminal = process.stderr.isTTY === true;
  return {
    out: (text) => void process.stdout.write(text),
    error: (text) => void process.stderr.write(text),
    status: (text) =>
      void (isTerminal && process.stderr.write(`\r\u001b[K${text.slice(0, (process.stderr.columns || DEFAULT_WIDTH) - 1)}`)),
    width: Math.min(process.stdout.columns || DEFAULT_WIDTH, DEFAULT_WIDTH),
    colour: process.stdout.isTTY === true && !process.env["NO_COLOR"],
  };
};
