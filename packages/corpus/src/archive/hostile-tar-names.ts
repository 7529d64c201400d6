import { CLIMBING_NAMES, type HostileArchive, ODD_NAMES } from "./hostile-archive.ts";
import { added, changed, costsMessages, harmless, hostile, SMS_PLACE, tar } from "./hostile-tar.ts";

/** Names that harm, and members that are no files. */
export const hostileTarNames: readonly HostileArchive[] = [
  tar(
    { ...harmless, id: "tar-climbing-names", title: "Names that climb out of the folder, absolute and relative", opens: ["with-problems"] },
    added(...CLIMBING_NAMES.map(hostile)),
  ),
  tar(
    {
      ...harmless,
      id: "tar-odd-names",
      title: "Names of prototypes, devices, control characters and markup",
      opens: ["whole", "with-problems"],
    },
    added(...ODD_NAMES.map(hostile)),
    "pax",
  ),
  tar(
    { ...harmless, id: "tar-nul-in-name", title: "A pax path with a NUL in it", opens: ["with-problems"] },
    added({ ...hostile("f/short"), records: { path: "Manifest.db\0.txt" } }),
  ),
  tar(
    {
      ...harmless,
      id: "tar-long-names",
      title: "A pax path of seventy thousand letters, and one of five thousand folders",
      opens: ["with-problems"],
    },
    added(hostile("x".repeat(70_000)), hostile(`${"d/".repeat(5_000)}f`)),
    "pax",
  ),
  tar(
    { ...harmless, id: "tar-duplicate-names", title: "The catalogue and sms.db twice, the second time noise", opens: ["with-problems"] },
    added(hostile("Manifest.db"), hostile(SMS_PLACE), hostile("Info.plist")),
  ),
  tar(
    {
      ...harmless,
      id: "tar-links",
      title: "Links, devices and a pipe, and files in a folder that is a link",
      opens: ["whole", "with-problems"],
    },
    added(
      { name: "etc", type: "2", target: "/etc" },
      hostile("etc/bridle-hostile"),
      { name: "shadow", type: "1", target: "../../etc/shadow" },
      ...["3", "4", "6", "7", "Q"].map((type) => ({ name: `device-${type}`, type })),
    ),
  ),
  tar(
    { ...costsMessages, id: "tar-link", title: "sms.db is a symbolic link to a file of the examiner's", opens: ["with-problems"] },
    changed(SMS_PLACE, ({ name }) => ({ name, type: "2", target: "/etc/passwd" })),
  ),
  tar(
    { ...costsMessages, id: "tar-hard-link", title: "sms.db is a hard link to another payload", opens: ["with-problems"] },
    changed(SMS_PLACE, ({ name }) => ({ name, type: "1", target: "Info.plist" })),
  ),
];
