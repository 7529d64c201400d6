export default {
  title: "A certificate authority was added to the phone",
  rationale: "Who adds an authority that the phone trusts can read and change the encrypted traffic of many apps and of the browser.",
  workplace: "Workplaces and schools add their own authority.",
  blocker: "Some ad blockers and parental controls do, with the owner's consent.",
  summary: "The authority {name} was added.",
} satisfies Record<string, string>;
