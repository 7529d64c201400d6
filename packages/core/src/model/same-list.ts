/** Whether both hold the same, one by one. A loop, since it is asked for each object that is written: a call for each member would cost more. */
export function isSameList<T extends string | number>(a: readonly T[], b: readonly T[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}
