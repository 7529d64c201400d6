export default {
  title: "A program of an app ran as root",
  rationale:
    "Apps run as the phone's owner and can do no more than the system lets them. A program that lies among the apps and runs as root has been given what no app from the store can have.",
  jailbreak: "Tools of a jailbreak that the phone's owner made run so.",
  "sideloading-tools": "Tools that install apps past the store, such as TrollStore, run helpers so.",
  summary: "{sources, plural, one {One source says} other {# sources say}} that {path} ran as root.",
} satisfies Record<string, string>;
