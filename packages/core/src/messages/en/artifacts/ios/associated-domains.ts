export default {
  title: "Domains that installed apps asked to open",
  about:
    "The listing of shared web credentials: for each installed app the domains whose links or passwords it asked for, whether the domain agreed, and when that was last checked.",
  limits:
    "Only apps that name domains are listed, most of them from the store. A check is the system's own and tells nothing of visits: the domains are not compared with indicators.",
  incomplete: "An entry of the listing lacks the app, the domain or the kind of its association.",
} satisfies Record<string, string>;
