export default {
  title: "The collector's list of reports on the phone",
  about:
    "The list that the collector of crash reports printed of what lay on the phone. Reports that were not packed are known by their names: which program, and when.",
  limits:
    "Only some reports are packed, the newest of each kind, so that a report that is listed and not there is ordinary. Names bear the phone's wall clock without a zone: that of the archive is taken. The form of the list is known from a description and was not tried on a file.",
  listed: "A report on {name} was listed and not collected",
} satisfies Record<string, string>;
