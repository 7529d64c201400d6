/** Runs tasks, at most `width` at once, and gives their results in task order, whichever ended first. The first error ends it. */
export async function inOrder<T, R>(tasks: readonly T[], width: number, run: (task: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array(tasks.length);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < tasks.length) {
      const index = next++;
      results[index] = await run(tasks[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(width, tasks.length)) }, lane));
  return results;
}
