export default {
  title: "The shell of the phone finds a program of a rooted phone",
  rationale:
    "Phones come without these programs on the shell's search path. Where one is, programs may become root; root is bound by none of the system's limits.",
  "own-root": "The owner may have rooted the phone, or put busybox there for its commands.",
  developer: "Builds for developers have a program su.",
  emulator: "Emulators have a program su.",
  summary: "The shell finds {program} at {path}.",
} satisfies Record<string, string>;
