/** What a key did to a line that is typed unseen. */
export type Heard = "more" | "line" | "none" | "interrupt" | "too-long";

/** A line of text that is typed without being shown, key by key, as a terminal in raw mode sends it. */
export interface HiddenLine {
  hear(bytes: Uint8Array): Heard;
  text(): string;
}

/** Far above any password that can be typed; a file that is pasted by mistake ends here. */
export const MAX_PASSWORD_CHARACTERS = 1_024;

const ENTER = ["\r", "\n"];
const ERASE = ["\u007f", "\b"];
const ERASE_LINE = "\u0015"; // Ctrl-U
const END = "\u0004"; // Ctrl-D
const INTERRUPT = ["\u0003", "\u001c"]; // Ctrl-C, Ctrl-\
const ESCAPE = "\u001b";

export function createHiddenLine(): HiddenLine {
  const decoder = new TextDecoder();
  let characters: string[] = [];
  let sequence: Sequence = "none";

  function key(character: string): Heard {
    sequence = inSequence(sequence, character);
    if (sequence !== "none" && sequence !== "ends") return "more";
    if (sequence === "ends") sequence = "none";
    else if (ENTER.includes(character)) return "line";
    else if (character === END) return "none";
    else if (INTERRUPT.includes(character)) return "interrupt";
    else if (ERASE.includes(character)) characters.pop();
    else if (character === ERASE_LINE) characters = [];
    else if (!isControl(character)) characters.push(character);
    return characters.length > MAX_PASSWORD_CHARACTERS ? "too-long" : "more";
  }

  return {
    hear(bytes) {
      for (const character of decoder.decode(bytes, { stream: true })) {
        const heard = key(character);
        if (heard !== "more") return heard;
      }
      return "more";
    },
    text: () => characters.join(""),
  };
}

/** Arrow and function keys send several characters, none of which belongs to a password. ECMA-48 5.4; `O` begins those of xterm. */
type Sequence = "none" | "begun" | "control" | "single" | "ends";

function inSequence(before: Sequence, character: string): Sequence {
  if (character === ESCAPE) return "begun";
  if (before === "begun" && character === "[") return "control";
  if (before === "begun" && character === "O") return "single";
  if (before === "control") return /[@-~]/.test(character) ? "ends" : "control";
  return before === "single" ? "ends" : "none";
}

const isControl = (character: string): boolean => /\p{Cc}/u.test(character);
