export default {
  title: "Apps that were installed and removed",
  about:
    "The log of the installing daemon: installations, updates and removals with the app's id, the program that asked for them and the place of the app's folders; starts of the phone.",
  limits:
    "Times are the phone's wall clock without a zone; of a sysdiagnose the zone of its making is assumed, and after an erasure the clock first shows the maker's zone. The log is kept in a few files and old ones are dropped. It does not tell whether an app that the system calls Customer came from the store or from a company. App names are written as they are, line breaks included.",
  installed: "{app} was installed or updated",
  removed: "{app} was removed",
  boot: "The installing daemon noted a restart of the phone",
} satisfies Record<string, string>;
