import type { Artifact } from "../artifacts/artifact.ts";
import type { EvidenceTime } from "../model/time.ts";
import { type Detection, defineMatch } from "./detection.ts";

/**
 * Domains of programs that read what strangers send. None of them has a reason to run a program, or to make memory of its own
 * executable: Android's policy forbids it, and nothing of Android asks for it.
 */
const EXPOSED = /^u:r:(mediaserver|mediacodec|mediaextractor|mediaswcodec|mediametrics|bluetooth|radio|webview_zygote|isolated_app|nfc):/;
const CODE: ReadonlySet<string> = new Set(["execute", "execute_no_trans", "execmod", "execmem", "execstack", "entrypoint"]);

/** An entry of a log that may tell of a refusal. */
interface Refusal {
  readonly kind: string;
  readonly logged?: EvidenceTime;
  readonly process?: string;
  readonly path?: string;
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

/** The rule for one log: both tell the same of the same refusals. */
export const defineRefusedCode = <T extends Refusal>(id: string, reads: Artifact<T>): Detection =>
  defineMatch<T>({
    id,
    version: 1,
    status: "experimental",
    axis: "attempt",
    severity: "medium",
    confidence: "low",
    reads,
    falsePositives: ["policy-fault", "maker"],
    references: [
      "https://source.android.com/docs/security/features/selinux/validate",
      "https://source.android.com/docs/core/media/framework-hardening",
    ],

    match(entry) {
      const domain = entry.kind === "denial" ? refusedCode(entry) : undefined;
      if (domain === undefined) return undefined;
      const { process = "?", path = "?", refused = [], logged } = entry;
      const params = { process, domain, path, refused: refused.join(", ") };
      return { subject: { type: "process:name", value: process }, message: "summary", params, ...(logged && { time: logged }) };
    },
  });
