export default {
  title: "Names in the store of registered apps",
  about:
    "The store of LaunchServices, which registers each app, plug-in and kind of file: the identifiers and paths that stand in its bytes.",
  limits:
    "The form of the store is not published: names are found as runs of letters and not read by their meaning. An identifier may be that of an app, a plug-in, a group or a kind of file, and may have stayed behind from an app that was removed. Names of fewer than three parts, and names put together from pieces, are not found.",
  "no-names": "The store holds no names that can be found as letters; it may be packed, or of another form.",
} satisfies Record<string, string>;
