/**
 * The sentences of a page in Markdown: its paragraphs, items, headings and table fields, each as one text without line breaks. Code,
 * addresses and comments are left out: they name things and claim nothing.
 */
export function pageSentences(page: string): readonly string[] {
  const prose = page.replaceAll(FENCED, "\n\n").replaceAll(COMMENT, "");
  return prose
    .split(/\n(?=\s*(?:\n|[-*] |\d+\. |#|\|))/)
    .flatMap((block) => (block.trim().startsWith("|") ? block.split(/(?<!\\)\|/) : [block]))
    .map(plain)
    .filter((sentence) => /\p{L}/u.test(sentence));
}

const FENCED = /^( *)```.*\n[\s\S]*?^\1```.*$/gm;
const COMMENT = /<!--[\s\S]*?-->/g;
const CODE = /`[^`]*`/g;
/** The words of a link stay, where it leads goes. */
const LINK = /\[([^\]]*)\]\([^)]*\)/g;
const ADDRESS = /https?:\/\/\S+/g;

const plain = (block: string): string =>
  block
    .replaceAll(CODE, "…")
    .replaceAll(LINK, "$1")
    .replaceAll(ADDRESS, "…")
    .replaceAll(/\*+/g, "")
    .replaceAll(/^\s*>\s?/gm, "")
    .replaceAll(/^\s*(?:[-*]|\d+\.|#+)\s/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
