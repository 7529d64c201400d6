export default {
  title: "Programs that asked for the phone's place",
  about:
    "The list clients.plist of the location service: each app, program and system bundle that asked for the phone's place, what was decided, and when it last began and stopped to receive places. The places themselves are not in it.",
  limits:
    "One entry for each program, with its last times only. Programs that were removed may lose their entry. System bundles stand in it on every phone.",
  noted: "The location service noted {what} for {client}",
} satisfies Record<string, string>;
