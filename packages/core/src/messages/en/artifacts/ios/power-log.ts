export default {
  title: "What programs used of the battery",
  about:
    "The diary that the system keeps to explain the battery (PowerLog): which programs started, which used processor, network, microphone, camera or the phone's place, when the screen was on, which apps had calls, which apps are there and which were deleted.",
  limits:
    "It reaches back some days, not every table equally far. Names of programs are cut to 31 characters. It counts by a clock of its own; times are corrected by the distance that was noted last before each row. Packed older diaries (.gz) are read in a sysdiagnose, and not in a copy of the file system.",
  started: "{name} was running",
  network: "{name} used the network",
  audio: "{name} used sound or microphone",
  camera: "{name} used the camera",
  transfer: "{name} transferred data in the background",
  shortcut: "An automation of Shortcuts ran ({name})",
  location: "{name} used the phone's place",
  deleted: "{name} was deleted",
  "no-tables": "The diary holds none of the tables that are known.",
  "no-offsets": "The diary does not say how far its clock was off: its times are its own.",
} satisfies Record<string, string>;
