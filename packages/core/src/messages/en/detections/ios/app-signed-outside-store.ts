export default {
  title: "The phone allows apps that somebody else than the store signed",
  rationale:
    "Apps that are not of the store run only where a profile of a developer or a company allows it. RCS Lab's app for iPhones came with the profile of a company, which works on any phone. What the profile allows need not be there any more.",
  company: "Companies give their own people apps in this way.",
  developer: "Developers try their apps on their phones.",
  hobbyist: "People use tools that sign apps with their own account for seven days or a year.",
  "summary-company":
    "A company's profile allows {app} on any phone; it is of {team}. Nothing says that its signer was trusted in the settings.",
  "summary-company-trusted": "A company's profile allows {app} on any phone; it is of {team}, whom the settings trust.",
  "summary-developer": "A developer's profile allows {app} on phones that it names; it is of {team}.",
  "summary-beta": "A tester's profile allows {app}; it is of {team}.",
} satisfies Record<string, string>;
