import type { ByteSource } from "../bytes/byte-source.ts";
import { FormatError } from "../bytes/format-error.ts";
import { openArmor } from "../formats/age/armor.ts";
import { type AgeHeader, isAge, readAgeHeader } from "../formats/age/header.ts";
import { parseIdentities } from "../formats/age/identity.ts";
import { openPayload } from "../formats/age/payload.ts";
import { lockOf, openFileKey } from "../formats/age/unwrap.ts";
import { message } from "../model/message.ts";
import { AcquisitionError } from "./file-system.ts";
import type { Input, InputFile } from "./input.ts";
import type { LoaderContext, Problem } from "./loader.ts";

/** A file that was sealed, as the file inside. */
export interface OpenedAge {
  readonly input: Input;
  readonly problems: readonly Problem[];
}

type AgeContext = Pick<LoaderContext, "unlock" | "identity"> & Partial<Pick<LoaderContext, "crypto">>;

/**
 * What an age file holds, decrypted where it is read and nowhere else; any other input as it is. AndroidQF hands its collections over so
 * when it was given a recipient.
 */
export async function openAge(input: Input, context: AgeContext): Promise<OpenedAge> {
  if (input.kind === "folder") return { input, problems: [] };
  return damagedUnless(input.name, async () => {
    const stored = openArmor(input.open()) ?? input.open();
    if (!isAge(stored)) return { input, problems: [] };
    const header = readAgeHeader(stored);
    const { content, isCut } = openPayload(stored, header.payloadOffset, await fileKeyOf(header, input.name, context), context.crypto);
    return { input: insideOf(input, content), problems: isCut ? [{ problem: message("acquisition/age-cut") }] : [] };
  });
}

const insideOf = (file: InputFile, content: ByteSource): InputFile => ({
  kind: "file",
  name: file.name.replace(/\.age$/i, ""),
  size: content.byteLength,
  open: () => content,
  openStored: file.open,
});

async function fileKeyOf(header: AgeHeader, name: string, { unlock, identity }: AgeContext): Promise<Uint8Array> {
  const lock = lockOf(header);
  if (lock === "unknown") throw new AcquisitionError("unknown-lock", { name });
  if (lock === "identity") return wanted(identity, "identity-needed", name, (text) => ({ identities: parseIdentities(text) }), header);
  const password = unlock?.kind === "password" ? unlock.password : undefined;
  return wanted(password, "encrypted", name, (text) => ({ password: text }), header);
}

async function wanted(
  given: string | undefined,
  missing: "identity-needed" | "encrypted",
  name: string,
  keysOf: (given: string) => Parameters<typeof openFileKey>[1],
  header: AgeHeader,
): Promise<Uint8Array> {
  if (given === undefined) throw new AcquisitionError(missing, { name });
  const key = await openFileKey(header, keysOf(given));
  if (key) return key;
  throw new AcquisitionError(missing === "encrypted" ? "wrong-password" : "wrong-identity", { name });
}

async function damagedUnless<T>(name: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new AcquisitionError("damaged", { name, file: "header", detail: error.message }, { cause: error });
  }
}
