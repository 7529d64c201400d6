/** Four bytes as four numbers. */
export const ipv4Text = (bytes: Uint8Array): string | undefined => (bytes.length === 4 ? bytes.join(".") : undefined);

/** Sixteen bytes as RFC 5952 writes them: the longest run of zeros left out, small letters. */
export function ipv6Text(bytes: Uint8Array): string | undefined {
  if (bytes.length !== 16) return undefined;
  const groups = Array.from({ length: 8 }, (_, n) => (bytes[n * 2]! << 8) | bytes[n * 2 + 1]!);
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) return `::ffff:${bytes.subarray(12).join(".")}`;
  const { start, length } = longestZeros(groups);
  const hex = groups.map((group) => group.toString(16));
  if (length < 2) return hex.join(":");
  return `${hex.slice(0, start).join(":")}::${hex.slice(start + length).join(":")}`;
}

function longestZeros(groups: readonly number[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let end = start;
    while (groups[end] === 0) end++;
    if (end - start > best.length) best = { start, length: end - start };
  }
  return best;
}

/** Families of Darwin's sys/socket.h. */
const [INET, INET6] = [2, 30];

/** A sockaddr of Darwin: its length, its family, then port and address. */
export function socketAddressText(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return "<NULL>";
  const [, family] = bytes;
  const port = bytes.length >= 4 ? (bytes[2]! << 8) | bytes[3]! : 0;
  const behind = port === 0 ? "" : `:${port}`;
  if (family === INET && bytes.length >= 8) return `${ipv4Text(bytes.subarray(4, 8))}${behind}`;
  if (family === INET6 && bytes.length >= 24) {
    const address = ipv6Text(bytes.subarray(8, 24))!;
    return port === 0 ? address : `[${address}]${behind}`;
  }
  return undefined;
}
