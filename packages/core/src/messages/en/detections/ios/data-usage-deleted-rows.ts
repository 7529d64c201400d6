export default {
  title: "Rows are missing from the list of processes that used the network",
  rationale:
    "Pegasus deleted its rows from the table of processes and left its usage rows behind. Restored phones and removed apps leave the same gaps, so the rating depends on their shape: few missing processes, active within three days of each other, in a list that is otherwise whole, are rated higher than many.",
  "restored-phone": "After a restore from a backup many usage rows name processes whose rows were not carried over.",
  "removed-apps": "Removing an app removes its row.",
  "cleared-statistics": "Resetting the statistics in Settings deletes rows.",
  "summary-clustered":
    "{rows, plural, one {One usage row names} other {# usage rows name}} {orphans, plural, one {a process whose row is} other {# processes whose rows are}} gone. They lie close together in time, and the list of {processes, number} processes is otherwise whole.",
  "summary-scattered":
    "{rows, plural, one {One usage row names} other {# usage rows name}} {orphans, plural, one {a process whose row is} other {# processes whose rows are}} gone. They lie far apart in time, carry no time, or the list of {processes, number} processes has other gaps as well ({missing, number} missing keys).",
  "summary-many":
    "{rows, plural, one {One usage row names} other {# usage rows name}} {orphans, plural, one {a process whose row is} other {# processes whose rows are}} gone. So many are usual after a restore.",
  "summary-gaps-only":
    "{missing, plural, one {One key is} other {# keys are}} missing from the list of {processes, number} processes, and no usage row names {missing, plural, one {it} other {them}}.",
} satisfies Record<string, string>;
