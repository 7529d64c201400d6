export default {
  title: "Starts of the phone, as the daemon of the apps' folders noted them",
  about:
    "The log of containermanagerd: when it began anew after a start of the phone, and which groups of apps lost their folder because the last app of the group was removed.",
  limits:
    "Times are the phone's wall clock without a zone; of a sysdiagnose the zone of its making is assumed, and after an erasure the clock first shows the maker's zone. Systems after iOS 17 do not write it. The log is kept in a few files and old ones are dropped.",
  boot: "The daemon of the apps' folders began anew after a start of the phone",
} satisfies Record<string, string>;
