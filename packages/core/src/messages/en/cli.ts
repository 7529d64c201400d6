/** What the command line says. */
export default {
  about: "Examines phone acquisitions for the traces that mercenary spyware leaves, and says what it could not look at.",
  statuses: `Exit status of check:
  0   enough was read, and nothing in it counts as a trace
  1   something was found that a person should look at
  3   no conclusion: too little was read, and nothing in it counts as a trace;
      an unencrypted backup never ends with 0
  2   nothing could be examined: wrong use, unreadable, encrypted
  70  a fault in Bridle; what was written is marked incomplete
  130 stopped on request; what was written is marked incomplete
Of several acquisitions: the first of 1, 70, 2, 3, 0 that occurs.`,

  "check-about":
    "Examine the folder of an unencrypted iPhone or iPad backup, print a summary and write a case. Several paths give one case each.",
  "demo-about": "Write a synthetic phone to try Bridle on. Everything about it says DEMO.",
  "report-about": "Print the summary of a case again.",
  "explain-about": "Show everything that is known about one finding: from the rule to the byte.",
  "artifacts-about": "List the sources that this version reads.",

  "path-argument": "folder of the backup: the one that holds Manifest.db",
  "case-argument": "folder of the case",
  "finding-argument": "id of the finding, or its first digits",
  "demo-argument": "folder to write into",

  "option-indicators": "further indicators: a file, or a folder of files (STIX 2.x, plain lists); may be repeated",
  "option-no-default-indicators": "leave out the indicators that come with Bridle",
  "option-no-env-indicators": "leave out the indicators named by the environment variable MVT_STIX2",
  "option-output": "folder for the case, or for all cases of several paths (default: a new folder in bridle-cases)",
  "option-only": "read this source only (see `bridle artifacts`); may be repeated; never ends with status 0",
  "option-scope": "device leaves messages and browsing unopened, and never ends with status 0",
  "option-records":
    "records to write below data/records: those behind findings, all (needs --consent), or none; a finding holds its own in any case",
  "option-timeline":
    "near: states of the device, and of communication only that there was some near a finding; all: everything (needs --consent)",
  "option-consent": "who agreed, when and to what; kept in the case and shown in the report",
  "option-note": "a note to keep in the case",
  "option-as-of": "day against which the age of indicators is reckoned (YYYY-MM-DD; default: today, UTC)",
  "option-workers": "processes that read at once, 1 to 16; the result is the same with any number",
  "option-json": "print one JSON document instead of the summary",
  "option-quiet": "print no summary and no progress",
  "default-none": "none",
  "option-case-file": "folder of the case (default: the newest in bridle-cases that has the finding)",
  "option-demo-check": "examine the phone that was written, and end with status 0",
  "option-scenario": "which phone to write (see --list)",
  "option-list": "list the phones that can be written",

  "folder-not-empty": "{folder} is not empty and not an unfinished case of this acquisition; name another folder.",
  "folder-complete": "{folder} holds a finished case; name another folder.",
  "folder-other-acquisition": "{folder} holds an unfinished case of another acquisition; name another folder.",
  "folder-is-a-file": "{folder} is not a folder.",
  "folder-unwritable": "The case cannot be written to {folder}: {detail}",
  "not-a-case": "{folder} holds no finished case.",
  "no-such-finding": "The case has no finding whose id begins with {id}.",
  "several-findings": "{count, number} findings have ids that begin with {id}; give more digits.",
  "no-such-artifact": "There is no source called {id}; `bridle artifacts` lists them.",
  "no-such-scenario": "There is no phone called {id}; `bridle demo --list` lists them.",
  "not-a-date": "{value} is not a date of the form YYYY-MM-DD.",
  "not-a-count": "{value} is not a number of processes between 1 and {most, number}.",
  "consent-needed": "{option} shows private communication; say with --consent who agreed, when and to what.",
  "indicators-unreadable": "Indicators could not be read from {name}: {detail}",
  "indicators-none": "{name} holds no files of indicators.",
  "demo-folder-taken": "{folder} is not empty and not a demonstration of ours; name another folder.",
  "internal-error": "A fault in Bridle stopped the examination; what was written is marked incomplete. {detail}",
  interrupted: "Stopped on request; what was written is marked incomplete.",

  progress: "Reading {artifact} ({index, number} of {total, number}){records, plural, =0 {} other {, {records, number} records}}",
  opening: "Opening {name}",

  "demo-written": "DEMO: a synthetic phone ({title}) was written to {folder}.",
  "demo-check-hint": "To examine it: npx bridle check {folder}",
  "demo-status": "This is a demonstration, so it ends with status 0. `npx bridle check {folder}` would end with status {status, number}.",

  "explain-heading": "Finding {id}",
  "explain-record": "Record",
  "explain-by-hand": "By hand, inside the acquisition",
} satisfies Record<string, string>;
