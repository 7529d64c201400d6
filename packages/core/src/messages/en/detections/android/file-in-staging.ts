export default {
  title: "Files lie in a folder of the shell",
  rationale:
    "The folder is empty on most phones. Tools that come over a cable, forensic and other, put their files there, and some leave them behind.",
  developer: "Developers put files there over a cable, and their tools leave some.",
  acquisition: "Tools of an examination do so while they run; AndroidQF's collector is recognized by its path.",
  "helper-apps": "Some apps for advanced users keep a helper there.",
  summary:
    "{count, plural, one {# file lies} other {# files lie}} at {path}; {executables, plural, =0 {none is} one {# is} other {# are}} a program by its permissions.",
} satisfies Record<string, string>;
