import type { Observable } from "../model/observable.ts";
import { packageOf } from "./android-components.ts";

/** The kernel keeps 15 characters of a name (TASK_COMM_LEN); Android gives it the last ones of an app's name, not the first. */
export const KERNEL_NAME_LENGTH = 15;

/**
 * What the name of an Android process stands for: the name; the app before its colon (`pkg:remote`); the file, where it is a path.
 * Names in brackets are the kernel's own threads and no programs. A name as the kernel keeps it may lack an app's beginning: it names
 * no app.
 */
export function processObservables(name: string, isOfKernel = false): readonly Observable[] {
  if (name === "" || name.startsWith("[")) return [];
  const app = isOfKernel ? undefined : packageOf(name);
  // Arguments may follow a path where the list shows them.
  const path = name.startsWith("/") ? name.split(" ", 1)[0]! : undefined;
  const observables: Observable[] = [{ type: "process:name", role: "ran", value: path ?? name }];
  if (app !== undefined) observables.push({ type: "app:id", role: "ran", value: app });
  if (path !== undefined) observables.push({ type: "file:path", role: "ran", value: path });
  return observables;
}
