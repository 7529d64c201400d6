export default {
  title: "The system's folders are mounted in another way than phones come",
  rationale:
    "The system's partitions are read-only and nothing lies over them. Tools that give root mount folders of their own there, and an attacker who has root can do the same. Root is bound by none of the system's limits.",
  "own-root": "The owner may have rooted the phone.",
  developer: "Developers make the system's partitions writable with adb remount.",
  maker: "Makers mount folders of their own over parts of the system; those whose folders are all the system's own are left out.",
  tool: "A file system of a root tool ({device}) is mounted on {path}.",
  writable: "{path} is mounted so that it can be written to.",
  covered: "A file system in memory ({fileSystem}) is mounted over {path}.",
} satisfies Record<string, string>;
