export default {
  title: "A process has an account and an SELinux domain that do not go together",
  rationale:
    "Android gives each program an account and an SELinux domain that belong together. An exploit that raises a program's rights often changes one and leaves the other.",
  "own-root": "Root tools do the same; the owner may have wanted one.",
  maker: "Makers start programs of theirs in unusual ways.",
  "root-in-app": "{process} (process {pid}) runs as {user} in {label}, a domain of apps.",
  "app-in-system": "{process} (process {pid}) runs as {user}, an app, in {label}, a domain of the system.",
} satisfies Record<string, string>;
