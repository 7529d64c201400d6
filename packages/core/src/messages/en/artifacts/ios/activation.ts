export default {
  title: "Updates of the system, as the activation daemon noted them",
  about:
    "The log of mobileactivationd: starts of the daemon with the build and model that it found, updates from one build to another, and whether the phone was activated.",
  limits:
    "Times are the phone's wall clock without a zone; of a sysdiagnose the zone of its making is assumed, and after an erasure the clock first shows the maker's zone. The daemon also starts without a restart of the phone. The log is kept in a few files and old ones are dropped.",
  updated: "The system was updated from build {before} to {build}",
  "first-system": "The activation daemon met build {build} on a phone without an earlier one, as after an erasure",
} satisfies Record<string, string>;
