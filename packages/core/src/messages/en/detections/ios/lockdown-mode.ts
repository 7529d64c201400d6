export default {
  title: "Lockdown Mode, as the settings say it",
  rationale:
    "Lockdown Mode closes many of the ways by which mercenary spyware reached phones: link previews, most kinds of attachments, calls and invitations of strangers, profiles. Whether it was on helps to judge everything else. It tells nothing about an attack.",
  fact: "This is a setting and no trace of anything. It is what it was when the acquisition was made; it may have been otherwise before.",
  "summary-on": "Lockdown Mode was on when the acquisition was made.",
  "summary-off": "Lockdown Mode was off when the acquisition was made.",
} satisfies Record<string, string>;
