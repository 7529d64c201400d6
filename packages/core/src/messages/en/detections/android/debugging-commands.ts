const times = "{count, plural, one {once} other {# times}}";
export default {
  title: "A computer changed the phone by USB debugging",
  rationale:
    "Spyware that needs the phone in hand is installed, given its permissions and hidden by commands over USB debugging: the phone's own log keeps those commands. NoviSpy was put on phones so.",
  developer: "People who develop or modify apps do this every day.",
  helper: "Some apps (automation, backup, Shizuku) ask their owner to give them a permission in this way.",
  helpdesk: "Helpdesks and repair shops do it with the owner's knowledge.",
  "summary-install": `Apps were installed by USB debugging ${times}: {command}`,
  "summary-grant": `Permissions were granted by USB debugging ${times}: {command}`,
  "summary-administrator": `An app was made an administrator by USB debugging ${times}: {command}`,
  "summary-settings": `Settings were changed by USB debugging ${times}: {command}`,
  "summary-disable": `Apps were switched off or removed by USB debugging ${times}: {command}`,
} satisfies Record<string, string>;
