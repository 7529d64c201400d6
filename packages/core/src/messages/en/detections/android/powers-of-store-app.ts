export default {
  title: "Apps of a store that read the screen or administer the phone",
  rationale:
    "Apps in stores, too, can be used to watch a person. This is no more than a list of those that have such powers, to go through with the owner of the phone: does the owner know and want each?",
  ordinary: "Password managers, screen readers, launchers and security apps have such powers.",
  managed: "Employers and schools require some of them.",
  summary: "{app}, installed by {installer}, has these powers: {powers}. This may be known and agreed.",
} satisfies Record<string, string>;
