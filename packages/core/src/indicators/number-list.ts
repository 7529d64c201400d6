/** Whole numbers below 2^31 one after another, in half the memory of an array of them and without its tidying. */
export interface NumberList {
  push(number: number): void;
  at(place: number): number;
  count(): number;
  /** All of them, in memory of their own. */
  finish(): Int32Array<ArrayBuffer>;
}

const MIN_ROOM = 64;

/** `expected` makes no difference but to speed. */
export function createNumberList(expected = 0): NumberList {
  let numbers = new Int32Array(Math.max(MIN_ROOM, expected));
  let count = 0;
  return {
    push(number) {
      if (count === numbers.length) {
        const larger = new Int32Array(count * 2);
        larger.set(numbers);
        numbers = larger;
      }
      numbers[count++] = number;
    },
    at: (place) => numbers[place]!,
    count: () => count,
    finish: () => numbers.slice(0, count),
  };
}
