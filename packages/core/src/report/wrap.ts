/** Cells of a terminal that a text takes: wide letters two, combining marks none. Expects text that `visible` has passed. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
}

/** Unicode's East Asian Width W and F by script, and what is drawn as an emoji: https://www.unicode.org/reports/tr11/ */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\p{Emoji_Presentation}\u3000-\u303E\u30FC\uFF01-\uFF60\uFFE0-\uFFE6]/u;
const HALF = /[\uFF61-\uFF9F]/;

const widthOf = (character: string): number => {
  if (character < "\u0300") return 1;
  if (/\p{M}/u.test(character)) return 0;
  return WIDE.test(character) && !HALF.test(character) ? 2 : 1;
};

/** Lines of at most `width` cells. A word that is longer than a line (an address, a hash) is cut where the line ends. */
export function wrap(text: string, width: number): string[] {
  const room = Math.max(width, 2);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const next = line === "" ? word : `${line} ${word}`;
    if (displayWidth(next) <= room) {
      line = next;
      continue;
    }
    if (line !== "") lines.push(line);
    const pieces = cut(word, room);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1)!;
  }
  return [...lines, line];
}

const cut = (word: string, width: number): string[] => {
  const pieces: string[] = [""];
  let used = 0;
  for (const character of word) {
    const cells = widthOf(character);
    if (used + cells > width) {
      pieces.push("");
      used = 0;
    }
    pieces[pieces.length - 1] += character;
    used += cells;
  }
  return pieces;
};
