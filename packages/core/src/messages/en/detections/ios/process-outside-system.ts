export default {
  title: "A program outside the folders for programs ran",
  rationale:
    "Programs of the system lie on its own volume, and apps in folders of their own. Implants of several families ran from folders for temporary and other data, such as the staging folder of com.apple.xpc.roleaccountd and /private/var/tmp. All sources that tell of programs are put together first, so that each program is told once.",
  jailbreak: "Tools of a jailbreak that the phone's owner made may run from there.",
  "system-update": "Parts of a system update run from such folders for a short time.",
  summary: "{path} stands in {sources, plural, one {one source that tells} other {# sources that tell}} of programs.",
  "summary-system-name":
    "{path} stands in {sources, plural, one {one source that tells} other {# sources that tell}} of programs. It bears the name of a program of the system, {name}, whose place is elsewhere.",
} satisfies Record<string, string>;
