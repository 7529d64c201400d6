/**
 * The first place, from `from` on and below `length`, that does not come before what is sought; `length` where all do. The places
 * must stand in order: those that `comesBefore` first, then the others.
 */
export function partitionPoint(length: number, comesBefore: (place: number) => boolean, from = 0): number {
  let low = from;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (comesBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the first text at or after `text` stands in a sorted list, looking from `from` on; the list's length where there is none. */
export const firstAtOrAfter = (sorted: readonly string[], text: string, from = 0): number =>
  partitionPoint(sorted.length, (place) => sorted[place]! < text, from);
