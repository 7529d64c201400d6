export default {
  title: "A program of tools that put apps on a phone past the App Store ran",
  rationale:
    "TrollStore installs apps past the App Store and lets them run as root; its helper signs them on the phone. SeaShell, a published tool to control phones, lays a program of its own into an app and keeps the app's under its old name with the ending .hooked. Whoever has the phone in hand and knows its code can use both.",
  "own-tool": "The phone's owner may have installed such a tool, to run apps of their own or in a training exercise.",
  namesake: "A program of another app may bear the same name.",
  planted:
    "{name} stands in {sources, plural, one {one source that tells} other {# sources that tell}} of programs. SeaShell leaves programs of this name in apps.",
  tool: "{name} stands in {sources, plural, one {one source that tells} other {# sources that tell}} of programs. It bears the name of a program that installs or signs apps past the App Store.",
} satisfies Record<string, string>;
