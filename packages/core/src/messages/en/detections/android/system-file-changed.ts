export default {
  title: "Files of the system were changed after it was built",
  rationale:
    "Partitions of Android's system are made whole and mounted so that nothing can be written to them. Where some files of a partition were changed more than a month after the newest build date that the phone states, and others were not, something wrote there.",
  update: "Updates of older phones replace single files, on the day of the update.",
  "own-root": "The owner may have rooted the phone, or installed something that changes the system.",
  maker: "Some makers and stores write their apps into such a folder when the phone is first started.",
  clock: "The date is what the phone's clock said.",
  summary:
    "In {partition} files were changed on {days, plural, one {# later day} other {# later days}}; one of each day: {paths}. Others there are as they were built.",
} satisfies Record<string, string>;
