/** Stopped by the person, with Ctrl-C at a question: status 130. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}
