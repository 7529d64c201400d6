/**
 * Domains of programs that read what strangers send. None of them has a reason to run a program, or to make memory of its own
 * executable: Android's policy forbids it, and nothing of Android asks for it.
 */
const EXPOSED = /^u:r:(mediaserver|mediacodec|mediaextractor|mediaswcodec|mediametrics|bluetooth|radio|webview_zygote|isolated_app|nfc):/;
const CODE: ReadonlySet<string> = new Set(["execute", "execute_no_trans", "execmod", "execmem", "execstack", "entrypoint"]);

export interface Refusal {
  readonly subjectContext?: string;
  readonly objectContext?: string;
  readonly objectClass?: string;
  readonly refused?: readonly string[];
}

/** The exposed domain that was refused to run code, or let run it where nothing is enforced. */
export function refusedCode({ subjectContext, objectClass, refused }: Refusal): string | undefined {
  const domain = EXPOSED.exec(subjectContext ?? "")?.[1];
  const isOfCode = (objectClass === "file" || objectClass === "process") && refused?.some((name) => CODE.has(name)) === true;
  return isOfCode ? domain : undefined;
}
