import { visible } from "@bridle/core";

/** Watches bytes on their way to a screen. */
export interface ScreenGuard {
  /** Whether the piece, after those before it, holds what is no text or would act on the terminal. */
  isHarmful(piece: Uint8Array): boolean;
}

const LINES = /[\n\t]|\r\n/g;

export function createScreenGuard(): ScreenGuard {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  return {
    isHarmful(piece) {
      try {
        const text = decoder.decode(piece, { stream: true }).replace(LINES, "");
        return visible(text) !== text;
      } catch {
        return true;
      }
    },
  };
}
