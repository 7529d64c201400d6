export default {
  title: "A process stands in one list of what ran and not in another",
  rationale:
    "A sysdiagnose holds several lists of what ran, taken within minutes and by different ways. What hides from one of them may stand in another. Looked at are processes that had run for ten minutes or more by a list that tells it; where a list lacks more than three of them, it is taken as short and nothing is said.",
  ended: "It ended before the other list was taken.",
  "list-cut": "The other list was cut short by its collector.",
  "summary-processes": "{program}, number {pid, number, ::group-off}, had run for {minutes, number} minutes and does not stand in ps.txt.",
  "summary-ps-thread":
    "{program}, number {pid, number, ::group-off}, had run for {minutes, number} minutes and does not stand in ps_thread.txt.",
  "summary-spindump":
    "{program}, number {pid, number, ::group-off}, had run for {minutes, number} minutes and does not stand among the stacks of all processes.",
  "summary-taskinfo":
    "{program}, number {pid, number, ::group-off}, had run for {minutes, number} minutes and does not stand in taskinfo.txt.",
} satisfies Record<string, string>;
