export default {
  title: "Apps of the system were switched off by a computer",
  rationale:
    "The list says who switched an app off. Through the shell a computer can switch off what the settings do not offer: updates, the check of apps, security apps of the maker. Whoever installs spyware by hand does that first.",
  "clearing-out": "People clear their phones of makers' apps in this way; then there are many of them.",
  developer: "Developers switch off apps while they test.",
  summary:
    "{number, plural, one {One app} other {# apps}} of the system {number, plural, one {was} other {were}} switched off by the shell: {apps}{others, plural, =0 {} other { and # more}}.",
} satisfies Record<string, string>;
