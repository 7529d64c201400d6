export default {
  title: "A memory card or USB medium was attached to the phone",
  rationale:
    "Whoever holds a phone can carry files to it and from it on such a medium, with no computer and no network. The time may be held against when the phone was out of its owner's hands.",
  owner: "The owner used a card or a USB stick.",
  restart: "A card that stays in the phone is mounted anew each time it starts.",
  summary: "{count, plural, one {Once a medium was mounted} other {# times a medium was mounted}}: {points}.",
} satisfies Record<string, string>;
