/** A mounted file system, in the words of whichever tool listed it. */
export interface MountLine {
  readonly device: string;
  readonly mountPoint: string;
  readonly fileSystem: string;
  readonly options: readonly string[];
  /** The folder of the file system that is mounted, where it is not its root: a bind mount. */
  readonly root?: string;
}

/** `mount`: DEVICE on POINT type TYPE (OPTIONS); points hold spaces, and " on " themselves. */
const MOUNT = /^(\S+) on (.+) type (\S+) \(([^()]*)\)$/;
/** /proc/self/mountinfo: id, parent, device numbers, root, point, options, optional fields, `-`, type, device, options. */
const INFO = /^\d+ \d+ \d+:\d+ (\S+) (\S+) (\S+) (?:\S+ )*?- (\S+) (\S+) (\S+)$/;
/** /proc/mounts: DEVICE POINT TYPE OPTIONS 0 0. */
const TABLE = /^(\S+) (\S+) (\S+) (\S+) \d+ \d+$/;
const ESCAPE = /\\(\d{3})/g;

/** A line of `mount`, of /proc/mounts or of mountinfo. */
export function readMountLine(line: string): MountLine | undefined {
  const text = line.trim();
  const mount = MOUNT.exec(text);
  if (mount) return { device: mount[1]!, mountPoint: mount[2]!, fileSystem: mount[3]!, options: optionsOf(mount[4]!) };
  const info = INFO.exec(text);
  if (info) {
    const options = [...new Set([...optionsOf(info[3]!), ...optionsOf(info[6]!)])];
    const root = plain(info[1]!);
    return { device: plain(info[5]!), mountPoint: plain(info[2]!), fileSystem: info[4]!, options, ...(root !== "/" && { root }) };
  }
  const table = TABLE.exec(text);
  return table
    ? { device: plain(table[1]!), mountPoint: plain(table[2]!), fileSystem: table[3]!, options: optionsOf(table[4]!) }
    : undefined;
}

const optionsOf = (text: string): readonly string[] => text.split(",").filter((option) => option !== "");
/** The kernel writes white space of a name as octal digits. */
const plain = (name: string): string => name.replace(ESCAPE, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
