export default {
  title: "A program among the apps bears the name of one of the system that ran as well",
  rationale:
    "Implants take the names of programs that stand on each phone. Programs of the system without an icon lie on its own volume; one of the same name among the apps is looked at.",
  jailbreak: "Tools of a jailbreak that the phone's owner made bring changed copies of programs along.",
  namesake: "The maker of an app chose the same name by chance.",
  summary: "{path} ran, and so did {daemon}.",
} satisfies Record<string, string>;
