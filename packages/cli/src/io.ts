/** Where the command line writes, so that tests can listen. */
export interface Io {
  out(text: string): void;
  /** Bytes of evidence as they are; resolves when there is room for more, and to false when nobody listens any longer. */
  bytes(piece: Uint8Array): Promise<boolean>;
  error(text: string): void;
  /** A line that replaces itself, on a terminal only; empty text clears it. */
  status(text: string): void;
  readonly width: number;
  readonly colour: boolean;
  /** What is written to `out` and `bytes` appears on a screen. */
  readonly isOutputTerminal: boolean;
}

const DEFAULT_WIDTH = 80;

export const processIo = (): Io => {
  const isTerminal = process.stderr.isTTY === true;
  return {
    out: (text) => void process.stdout.write(text),
    bytes: writeBytes,
    error: (text) => void process.stderr.write(text),
    status: (text) =>
      void (isTerminal && process.stderr.write(`\r\u001b[K${text.slice(0, (process.stderr.columns || DEFAULT_WIDTH) - 1)}`)),
    width: Math.min(process.stdout.columns || DEFAULT_WIDTH, DEFAULT_WIDTH),
    colour: process.stdout.isTTY === true && !process.env["NO_COLOR"],
    isOutputTerminal: process.stdout.isTTY === true,
  };
};

/** Each piece is waited for: that is what keeps a slow listener from filling our memory. */
const writeBytes = (piece: Uint8Array): Promise<boolean> =>
  new Promise((resolve, reject) => {
    // The stream tells of a failed write twice; both are heard here, and an unheard one would end the process.
    const failed = (error: Error): void => (isClosedPipe(error) ? resolve(false) : reject(error));
    process.stdout.once("error", failed);
    process.stdout.write(piece, (error) => {
      if (error) return failed(error);
      process.stdout.off("error", failed);
      resolve(true);
    });
  });

const isClosedPipe = (error: Error): boolean => "code" in error && error.code === "EPIPE";
