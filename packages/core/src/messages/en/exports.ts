/** What `bridle export` and `bridle report` say, and what stands beside exported files. */
export default {
  about:
    "These files were made by Bridle {version} from the documents of a case, for other tools. The case stays what counts: it has a manifest, these files have none, and they may be made again at any time.",
  demo: "DEMO: this case is of a synthetic phone. It says nothing about anybody.",
  "about-timesketch":
    "For Timesketch. timeline.jsonl and timeline.csv hold the same events of the case''s timeline, in UTC, those behind findings tagged bridle-finding and with their severity; findings.jsonl and findings.csv hold each finding at its first and its last trace. Import either the .jsonl or the .csv of each: the JSON lines hold the evidence as it is, in the CSV what a spreadsheet would run has an apostrophe before it and characters that are not drawn are written by their code in brackets, such as U+202E. Files named device-local hold what only the phone''s own clock tells, without a zone: Timesketch takes such times for UTC. Import them into a timeline of their own, or shift them first, and do not read their order against the others.",
  "limits-timesketch":
    "Left out: {undated, plural, =0 {no finding} one {one finding that has no time} other {# findings that have no time}}. The timeline is that of the case: {timeline, select, all {everything that has a time} other {states of the device, the records behind findings, and of other communication near a finding only that there was some}}.",
  "about-mvt":
    "In the shape of the output folder of MVT 3 (mvt-ios), for scripts that read it. alerts.json, alerts_timeline.csv and <module>_detected.json have one alert for each record behind a finding, of the first hundred of each finding; a message ends with the id for `bridle explain`. <module>.json holds {records, select, all {the records of that source} none {nothing: this case keeps no records} other {only the records behind findings}}. timeline.csv is the case''s timeline; what only the phone''s own clock tells is in timeline-device-local.csv.",
  "limits-mvt":
    "Not as with MVT: fields that a case does not keep are left out, among them raw columns of sms.db, attachment and ChatStorage.sqlite, names of contacts, the whole of profiles and of the store''s records, and Authorization of location clients. Times are exact to the microsecond where MVT cuts them to the second. Paths in attachments, permissions and location clients are canonical (/private/var/mobile/…). Levels are the severities of Bridle, whose ratings differ from MVT''s. softwareVersionBundleId is there only where it differs from the name. In datausage.json a usage without a process has no name, and no entry is made for missing keys. No occurrences in id_status_cache.json; no command.log; no Analytics, cache files and other modules that read no backup. Events of the timeline have MVT''s name where a module has one kind of event, else that of Bridle. Bridle''s own sources, which MVT does not have, are spelled alike. In info.json target_path and mvt_version are empty; hashes are those of the files that were read. Shortened links are not expanded.",
  "about-csv":
    "Tables for spreadsheets, in UTF-8 with a byte order mark, dates in ISO 8601 and UTC unless the column clock says otherwise. findings.csv has one row for each finding, evidence.csv one for each record behind it, coverage.csv one for each source that was read or could not be, indicators.csv one for each indicator that matched; the column finding joins them. programs.csv, where sources that tell of what ran were read, has one row for each program.",
  "limits-csv":
    "A text that a spreadsheet would run as a formula has an apostrophe before it; characters that are not drawn, line feeds among them, are written by their code in brackets, such as U+000A; what is longer than a cell holds is cut and says so. Import the columns as text: a spreadsheet makes numbers and dates of what looks like them. indicators.csv names the marking (TLP) of each indicator, which binds whoever hands it on.",
  "several-timesketch":
    "The case is of {count, number} acquisitions of one phone. A place in the column evidence begins with the number of its acquisition in brackets, in the order of case.json; what several tell alike is one event with the place in each.",
  "several-mvt":
    "The case is of {count, number} acquisitions of one phone, named in info.json. Their records stand together, and what two of them hold stands twice; case.json and findings.json say of which each is.",
  "several-csv":
    "The case is of {count, number} acquisitions of one phone. The column acquisition of evidence.csv and coverage.csv says of which a row is, by its identifier in case.json.",
  meaning:
    "A match says that a trace matches a published indicator, or one of Bridle''s rules, and no more. That nothing stands here is no sign that nothing was there: what could not be read is in the case''s coverage.json and report.",
  private:
    "Records behind findings may be private communication: these files need the same care as the case. `bridle forget` deletes them with it where they lie in its folder exports.",
  "not-redacted":
    "The report of this case leaves out {what, select, contacts {contacts} content {contacts and content} other {parts}}; these files do not: they hold what the case holds.",
  consent: "The case holds more than the default with this consent: {consent}",
  "demo-mark": "DEMO",
  "unread-lines":
    "{count, plural, one {One line} other {# lines}} of the case could not be read and {count, plural, one {is} other {are}} left out here.",
  "cut-texts":
    "{count, plural, one {One text} other {# texts}} longer than Timesketch takes {count, plural, one {was} other {were}} cut, and {count, plural, one {says} other {say}} so.",
  problem: "{text} ({count, number})",
  "finding-first": "First trace of a finding",
  "finding-last": "Last trace of a finding",

  "command-about":
    "Write a case in the form of other tools: Timesketch''s JSON lines and CSV, the files of an MVT output folder, or tables for spreadsheets; with a readme.txt that says what is left out.",
  "option-format": "what to write",
  "option-output": "folder to write into, new or empty (default: exports/<format> in the case, replaced as a whole)",
  written:
    "{count, plural, one {One file was} other {# files were}} written to {folder}; readme.txt says what {count, plural, one {it holds} other {they hold}} and what is left out.",
  "folder-not-empty": "{folder} is not empty; name another folder.",
  "folder-foreign": "{folder} holds what Bridle did not write, or is a link; nothing was written there.",
  "line-too-long": "A line of {path} is longer than Bridle writes; nothing was exported.",
  "report-written": "The report was rendered again: {path}",
  unwritable: "{path} could not be written: {detail}",
} satisfies Record<string, string>;
