/** Where the first text at or after `text` stands in a sorted list, looking from `from` on; the list's length where there is none. */
export function firstAtOrAfter(sorted: readonly string[], text: string, from = 0): number {
  let low = from;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
