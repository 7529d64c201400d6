export default {
  title: "An app was installed by a computer",
  rationale:
    "The installer's own record says that the shell installed the app: from a computer that the phone trusts, over a cable or the air. Amnesty and Reporters Without Borders found spyware installed in this way while phones were in the hands of others. The flag that grants all permissions spares the one who installs from being asked.",
  developer: "Developers install their apps so, all day long.",
  "helper-tool": "Tools that people run on their own computer install apps so, among them some that collect evidence.",
  repair: "Repair shops and people who help others install apps so.",
  summary: "{app} was installed by the shell. All permissions granted without asking: {grants}.",
  "summary-not-done": "An installation of {app} by the shell was begun and not finished. All permissions granted without asking: {grants}.",
} satisfies Record<string, string>;
