/** What could not be read, or was read another way. */
export default {
  "wal-applied": "Rows waiting in the database's write-ahead log were read as well.",
  "wal-damaged": "The database's write-ahead log is damaged; its rows were read up to the damage.",
  "journal-not-applied":
    "A rollback journal lies beside the database and was not applied: rows of an unfinished change may be among those read.",
  "own-reader": "The database stores text as UTF-16 and was read by Bridle's own page reader.",
  salvaged: "Pages of the database are damaged; rows of the other pages were read.",
  "sidecar-ambiguous": "{count, plural, other {# files}} of this acquisition claim to be {name}; none was applied.",
  "sidecar-unreadable": "{name} belongs to this database and could not be read: {detail}",
  "plist-damaged": "A part of the property list could not be read: {detail}",
  "row-unreadable": "A row could not be read: {detail}",
  "line-too-long": "Lines longer than {limit, number} bytes were read up to there.",
  "too-many-artifact-files": "There are more than {limit, number} files of this source; those beyond were not read.",
  "files-lost": "A part of the list of the acquisition's files is damaged or missing: whether it held this source is not known.",
  "collector-complained": "The collector {collector}, which should have brought this, left a complaint: it may be why it is missing.",
  "files-left-out": "A limit was reached while the files of the acquisition were listed: files of this source may be among those left out.",
  "file-unreadable": "The file could not be read: {detail}",
  "file-damaged": "The file is damaged; reading stopped at the damage: {detail}",
  locked: "The file is encrypted, and there was no key for it.",
  "hash-differs":
    "The file is not what it was when it was collected: its SHA-256 is another than the one that was written down then. It was read as it is.",
  "payload-missing": "The catalogue lists this file, but the acquisition does not hold its bytes.",
  "engine-error": "A fault in Bridle stopped the reading of this file: {detail}",
  "too-many-sightings": "More than {limit, number} different matches in one artifact; the others were not kept.",
  "too-broad-patterns":
    "A pattern of an indicator met more than {limit, number} different values in one artifact. It describes too much to be a trace; what it met is not shown and was not judged.",
  "too-many-sightings-of-one":
    "More than {limit, number} different values that match one indicator in one artifact; the others of it were not kept.",
  "too-many-hits": "More than {limit, number} different subjects of detections in one artifact; the others were not kept.",
  "too-many-match-times":
    "Matches at more than {limit, number} moments in one artifact; the others were not compared with those of other artifacts.",
  "too-many-programs": "The artifact tells of more than {limit, number} different programs; the others are not in the list of programs.",
  "too-many-inventory-programs":
    "All sources together tell of more than {limit, number} different programs; the others are not in the list of programs.",
  "too-many-communications": "The timeline counts {limit, number} communications of one kind in one artifact; the others are not in it.",
  "too-many-moments": "More than {limit, number} moments for the comparison of traces in time; the others were not compared.",
  "too-many-facts": "More than {limit, number} facts for the comparison of sources; the others were not compared.",
  "too-many-artifact-rows": "The timeline keeps {limit, number} rows of one artifact; the others were left out.",
  "too-many-timeline-rows": "The timeline holds more than {limit, number} rows; the others were left out.",
  "state-limit": "The detection {detection} stopped when it had to remember more than {limit, number} things.",
  "process-died": "The process that read this artifact ended before it was done ({detail}).",
  watchdog: "Reading took longer than the watchdog allows and was stopped.",
} satisfies Record<string, string>;
