/**
 * What to do next. Evidence first, unless the person is in danger; a company's advice to reset is set beside the loss it brings.
 * The order of steps and the reasons come from responders' published guides (Access Now, Amnesty, RSF, SocialTIC, CERT-FR, NNEDV).
 */
export default {
  // Demonstration
  demo: "This is a demonstration: nothing needs to be done. On a real phone the steps would be these.",

  // Stalkerware and partner abuse: these come first, in this order
  "stalkerware-other-device":
    "Read this on another device, one that the other person has never had access to, such as a friend's or a library's. What is done on the watched phone may be seen, this page included.",
  "stalkerware-no-confrontation":
    "Do not confront anyone, and do not remove or change anything, before there is a safety plan. Removal is noticed, and the time of taking back control can be the most dangerous one.",
  "stalkerware-advocate": "Talk to an advocate or a hotline, from that other device. The plan comes first, the phone second.",
  "stalkerware-pattern":
    "Think about what the other person knows, and where it could come from: shared accounts, shared location, a car, a child's tablet. Stalkerware is often not the cause: shared accounts and ordinary features are misused as well.",
  "stalkerware-record":
    "Write down dates and what happened, and keep that where only you can reach it; never at the price of being noticed.",
  "stalkerware-decide": "Decide together with the advocate whether and when to remove it, reset the phone or replace it.",

  // Before anything else, where an attack by others is possible
  "danger-first": "If you are in danger, or nobody can help you within hours, protect yourself first; the evidence comes second.",
  "trusted-device": "Write about this only from another device that was never linked to this phone's accounts.",
  "do-not-change":
    "Until someone experienced has advised you, do not reset, update, restart or switch off the phone, and delete nothing: each of these destroys traces.",
  "keep-files": "Keep the files that were examined as they are, and the folder with this report.",
  "keep-notice": "Keep any warning that a company sent you: a screenshot, the message itself, the date.",
  "do-not-open": "Do not open the links again, and do not delete the messages that hold them.",
  "another-room": "Until then assume that the phone may listen: leave it in another room, and keep sensitive talk away from it.",
  "collect-sysdiagnose":
    "Make a sysdiagnose now, before any restart. It is a file in which the phone writes down its own state, and it keeps the traces that vanish first. Press both volume buttons and the side button together for about a second, then wait fifteen minutes. The file then stands in the settings, under Privacy & Security, Analytics & Improvements, Analytics Data.",
  "collect-bugreport":
    "Make a fresh bug report now, before any restart: Settings, System, Developer options, Take bug report, then Full report. If the developer options are hidden, let someone experienced switch them on: that changes a setting of the phone and should be noted.",
  "collect-androidqf":
    "Let someone experienced make an AndroidQF collection, on a computer that you trust; it holds lists of files, apps with their hashes and settings that a bug report leaves out. Then check that collection.",
  unlock:
    "Check the same backup again with its password: without it only a small part could be read. It is not the phone''s code. If nobody knows it any more, ask a helpdesk before changing a setting of the phone.",
  "collect-encrypted-backup":
    "Make an encrypted backup on a computer that you trust; it holds more than an unencrypted one. Write the password down: it is a setting of the phone and lasts. Then check that backup.",
  "ask-helpdesk":
    "Ask a helpdesk with forensic experience; a short first message without details is enough. Hand over the report and the original files when they ask.",
  "after-advice":
    "When you have advice, in this order: update the system, restart, turn on Lockdown Mode or Advanced Protection, change passwords from the trusted device.",
  "reset-conflict":
    "A warning may advise a factory reset. It removes most spyware, and also the traces that could show what happened: if you can wait, collect first, then reset.",
  "other-devices": "Other devices of the same account may belong to the case too.",

  // Review
  "review-ask": "Let someone with experience look at the findings for review; the report names each place.",
  "review-ordinary":
    "Ask first for ordinary causes: did you read about spyware, install the app yourself, or does an employer or school manage the phone?",
  "watchware-ask":
    "The software may be known and agreed to. Ask who manages the phone, unless asking could put you at risk; then talk to an advocate first.",
  "physical-access":
    "Someone may have had the phone in hand and connected it. Note when it was out of your hands (a border, a search, a repair), and tell a helpdesk or a lawyer.",

  // Nothing matched, inconclusive
  "reason-for-worry":
    "If you have a reason to worry, such as a warning by a company, ask a helpdesk all the same: they have methods and indicators that are not public.",
  "check-again": "Check the same files again when new indicators are published.",
  "update-knowledge": "Check the same files again with newer indicators: `bridle indicators update` fetches them where there is a network.",

  // Where help is; names and addresses come from knowledge/help.json
  contact:
    "{name}, for {audience, select, civilSociety {civil society, activists and journalists} notified {people in civil society whom a company warned} journalists {journalists} mena {activists and journalists in West Asia and North Africa} latinAmerica {civil society in Mexico and Latin America} ukraine {journalists and civil society in Ukraine} easternEurope {civil society in Belarus and Eastern Europe} partnerAbuse {people watched by a partner, former partner or relative} partnerAbuseUs {survivors of domestic violence in the United States} public {people in the United Kingdom and the United States who are not part of civil society} other {anyone looking for a helpdesk}}: {where} (as of {date})",
} satisfies Record<string, string>;
