/** What the command line says. */
export default {
  about: "Examines phone acquisitions for the traces that mercenary spyware leaves, and says what it could not look at.",
  statuses: `Exit status of check:
  0   enough was read, and nothing in it counts as a trace
  1   something was found that a person should look at
  3   no conclusion: too little was read, and nothing in it counts as a trace;
      an unencrypted backup, or a locked one, never ends with 0
  2   nothing could be examined: wrong use, unreadable, wrong or
      missing password
  70  a fault in Bridle; what was written is marked incomplete
  130 stopped on request; what was written is marked incomplete
Of several acquisitions: the first of 1, 70, 2, 3, 0 that occurs.`,

  "check-about":
    "Examine an iPhone or iPad backup, encrypted or not, as its folder or as an archive of it (tar, tar.gz, zip), a sysdiagnose (tar.gz, folder), a bug report of an Android phone (zip, folder, text), an AndroidQF collection (folder, zip, .zip.age), an Android backup (.ab) or intrusion logs, print a summary and write a case. Several paths give one case each, or with --same-phone one case that judges them together. An encrypted backup is decrypted in memory only; its password is asked for at the terminal, or taken from --password-file, BRIDLE_BACKUP_PASSWORD, MVT_IOS_BACKUP_PASSWORD or MVT_ANDROID_BACKUP_PASSWORD, in this order, and is the same for all paths of a run. It is never taken as an argument.",
  "demo-about": "Write a synthetic phone to try Bridle on. Everything about it says DEMO.",
  "report-about": "Print the summary of a case again, and write its report again into exports/.",
  "explain-about": "Show everything that is known about one finding: from the rule to the byte.",
  "cat-about":
    "Write the bytes of one file of an acquisition to the output, decrypted where they are encrypted, for other tools to read. The hashes go to standard error. Passwords as with check.",
  "artifacts-about": "List the sources that this version reads.",

  "path-argument": "the backup (the folder that holds Manifest.db, or an archive of it), or the bug report",
  "acquisition-argument": "the backup: its folder, or an archive of it",
  "file-argument": "the file''s place on the phone, as findings name it; no patterns",
  "case-argument": "folder of the case",
  "finding-argument": "id of the finding, or its first digits",
  "demo-argument": "folder to write into",

  "option-indicators": "further indicators: a file, or a folder of files (STIX 2.x, plain lists); may be repeated",
  "option-no-default-indicators": "leave out the indicators that come with Bridle",
  "option-no-env-indicators": "leave out the indicators named by the environment variable MVT_STIX2 and those that MVT downloaded",
  "option-output": "folder for the case, or for all cases of several paths (default: a new folder in bridle-cases)",
  "option-password-file": "file whose first line is the password of the backup",
  "option-identity": "age identity file: opens a collection that was sealed for its recipient (.zip.age)",
  "option-without-password": "read only what is not encrypted, and ask for nothing; never ends with status 0",
  "option-only": "read this source only (see `bridle artifacts`); may be repeated; never ends with status 0",
  "option-scope": "device leaves messages and browsing unopened, and never ends with status 0",
  "option-records":
    "records to write below data/records: those behind findings, all (needs --consent), or none; a finding holds its own in any case",
  "option-timeline":
    "near: states of the device, and of communication only that there was some near a finding; all: everything (needs --consent)",
  "option-redact":
    "leave out of the report and of all that is printed: contacts (people get other names) or content (what they wrote, too); the documents of the case keep the evidence",
  "option-redact-again": "the same for the report that is made now, or none (default: as the run was asked)",
  "option-consent": "who agreed, when and to what; kept in the case and shown in the report",
  "option-note": "a note to keep in the case",
  "option-as-of": "day against which the age of indicators is reckoned (YYYY-MM-DD; default: today, UTC)",
  "option-same-phone":
    "the paths are acquisitions of one phone: one case, judged together; where two are of different phones nothing is examined",
  "option-timezone":
    "the phone''s time zone, for acquisitions that do not tell it: a name (Europe/Belgrade) or an offset (+02:00); where an acquisition tells another, that one is used and the difference said",
  "option-workers": "processes that read at once, 1 to 16; the result is the same with any number",
  "option-json": "print one JSON document instead of the summary",
  "option-quiet": "print no summary and no progress",
  "default-none": "none",
  "option-case-file": "folder of the case (default: the newest in bridle-cases that has the finding)",
  "option-demo-check": "examine the phone that was written, and end with status 0",
  "option-demo-plain": "write a backup without encryption",
  "option-raw": "which stored file, where several have this path",
  "option-force": "write to a screen what is no text",
  "option-scenario": "which phone to write (see --list)",
  "option-list": "list the phones that can be written",

  "password-question": "Password of the encrypted backup {name} (not shown; Enter alone gives none):",
  "password-needed":
    "{name} is an encrypted backup, and no password was given. Give it at the prompt of a terminal, with --password-file <file>, or in the environment variable BRIDLE_BACKUP_PASSWORD{command, select, check {; or read only what is not encrypted with --without-password} other {}}. Nothing was written.",
  "password-argument":
    "A password is not taken as an argument: there every program on this computer can read it, and the shell keeps it in its history. Leave it out and Bridle asks for it, or use --password-file <file> or the environment variable BRIDLE_BACKUP_PASSWORD.",
  "password-contradiction": "--password-file and --without-password cannot be used together.",
  "password-too-long": "What was typed is too long for a password.",
  "password-file-unreadable": "The password file {file} could not be read: {detail}",
  "password-file-is-a-folder": "The password file {file} is a folder.",
  "identity-file-unusable": "The identity file {file} cannot be used: {detail}.",
  "password-file-empty": "The first line of the password file {file} is empty.",
  "password-file-too-long": "The password file {file} has more than {most, number} bytes, which no password file has.",
  "password-file-not-text": "The first line of the password file {file} is not UTF-8 text.",
  "password-file-open": "Others on this computer may read the password file {file}; `chmod 600` on it ends that.",

  "no-such-file": "{name} holds no file {file}.",
  "several-files": "{count, number} files have the path {file}; name one of them with --raw: {names}",
  "binary-on-screen":
    "The file holds more than plain text, and it could act on the screen. Send the output to a file or another program, or use --force.",
  "spool-unwritable": "The archive has to be unpacked in part, sealed, and {folder} took no more of it: {detail}",
  "output-unwritable": "The output could not be written: {detail}",
  "cat-written": "SHA-256 of the {size, plural, one {one byte} other {# bytes}} written: {sha256}",
  "cat-stored": "SHA-256 of the file as it is stored: {sha256}",

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
  "same-phone-twice": "{first} and {second} are the same acquisition; name it once.",
  "different-phones":
    "{first} and {second} are not of the same phone: {by, select, serial_number {their serial numbers differ} imei {their IMEIs differ} device_id {their device identifiers differ} model {their models differ} make {their builds are made for different devices} other {one is of an iPhone or iPad, the other of an Android phone}}. Nothing was examined; leave out --same-phone to examine each by itself.",
  "too-many-acquisitions": "{count, number} acquisitions of one phone are more than the {most, number} that can be judged together.",
  "no-such-zone": "{value} is no time zone that this computer knows; give a name such as Europe/Belgrade, or an offset such as +02:00.",
  "not-a-count": "{value} is not a number of processes between 1 and {most, number}.",
  "consent-needed": "{option} shows private communication; say with --consent who agreed, when and to what.",
  "indicators-unreadable": "Indicators could not be read from {name}: {detail}",
  "indicators-none": "{name} holds no files of indicators.",
  "demo-folder-taken": "{folder} is not empty and not a demonstration of ours; name another folder.",
  "internal-error": "A fault in Bridle stopped the examination; what was written is marked incomplete. {detail}",
  interrupted: "Stopped on request; what was written is marked incomplete.",
  "interrupted-early": "Stopped on request; nothing was written.",

  progress: "Reading {artifact} ({index, number} of {total, number}){records, plural, =0 {} other {, {records, number} records}}",
  opening: "Opening {name}",

  "demo-written":
    "DEMO: a synthetic phone ({title}) was written to {folder}{isEncrypted, select, yes {, as an encrypted backup. Its password is {password}} other {}}.",
  "demo-check-hint":
    "To examine it: npx bridle check {folder}{isEncrypted, select, yes { (Bridle asks for the password; or put BRIDLE_BACKUP_PASSWORD={password} before the command)} other {}}",
  "demo-status":
    "This is a demonstration, so it ends with status 0. `npx bridle check {folder}`{isEncrypted, select, yes {, with the password {password},} other {}} would end with status {status, number}.",

  "explain-heading": "Finding {id}",
  "explain-record": "Record",
  "explain-by-hand": "By hand, inside the acquisition",
} satisfies Record<string, string>;
