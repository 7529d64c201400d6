export default {
  title: "A process of a root tool runs",
  rationale:
    "Phones come without a way for apps to become root. Tools that add one keep a process running, in an SELinux domain of its own. Root is bound by none of the system's limits.",
  "own-root": "The owner may have rooted the phone.",
  developer: "Builds for developers have such a domain and a program su.",
  domain: "{process} (process {pid}) runs in the domain {label}.",
  name: "{process} (process {pid}) runs as root under the name of a root tool.",
} satisfies Record<string, string>;
