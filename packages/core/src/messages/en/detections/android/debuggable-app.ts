export default {
  title: "An app was built for debugging or testing",
  rationale:
    "Stores refuse apps that are marked as debuggable or for tests only. One that is on a phone came from a file or a computer. Spyware installed by hand was found so built, since its makers did not bother.",
  developer: "Developers run such versions of their own apps.",
  "test-version": "Companies hand out versions for tests.",
  summary: "{app} has the flags {flags}. Installed by: {installer}.",
} satisfies Record<string, string>;
