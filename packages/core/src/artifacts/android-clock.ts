/** The wall clock of Android's dumps, for artifacts. Loaders need it, too, and stand below them: it lies in the model. */
export { localTime, parseLocal, timeInHour } from "../model/wall-clock.ts";
