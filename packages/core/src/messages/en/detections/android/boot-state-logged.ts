export default {
  title: "The phone started without verifying its system",
  rationale:
    "At each start a phone checks that its system is the one its maker signed, and notes the result. A system that was changed can start only where that check is switched off, or fails.",
  "own-system": "Owners who installed another system themselves (GrapheneOS shows yellow) know of it.",
  developer: "An unlocked boot loader is usual on phones of developers.",
  summary: "The phone started with its boot state {state} and the check of its partitions {mode}.",
} satisfies Record<string, string>;
