import { FormatError } from "../../bytes/format-error.ts";
import { itemIn, itemsIn, TAGS } from "../x509/der.ts";

/** A context tag of a set or a sequence, number 0: of the content, and of the certificates in it. */
const ZERO = 0xa0;
const MAX_CERTIFICATES = 64;

/**
 * The certificates of a signature of scheme 1, a file of META-INF: CMS signed data (RFC 5652, 5.1). The signature itself is not checked.
 */
export function signedDataCertificates(bytes: Uint8Array): readonly Uint8Array[] {
  const [, content] = itemsIn(sequence(bytes), 2);
  if (content?.tag !== ZERO) throw new FormatError("apk", "malformed", "no signed data");
  const certificates = itemsIn(sequence(content.content), 6).find(({ tag }) => tag === ZERO);
  return certificates ? wholeItems(certificates.content) : [];
}

function sequence(bytes: Uint8Array): Uint8Array {
  const { tag, content } = itemIn(bytes, 0);
  if (tag !== TAGS.sequence) throw new FormatError("apk", "malformed", `tag ${tag} in place of a sequence`);
  return content;
}

/** With their tags and lengths: what a certificate's fingerprint is of. */
function wholeItems(bytes: Uint8Array): readonly Uint8Array[] {
  const items: Uint8Array[] = [];
  for (let at = 0; at < bytes.length && items.length < MAX_CERTIFICATES; ) {
    const { end } = itemIn(bytes, at);
    items.push(bytes.subarray(at, end));
    at = end;
  }
  return items;
}
