export default {
  title: "Lines of the unified log",
  about:
    "The lines that programs and the kernel wrote into the system's log. All are read, and the arguments of all are looked through for links, hosts and files. Kept are the lines of programs outside the folders for programs, lines whose words are a known topic (starts, ends, crashes, refused code, refused rights, device management, restarts, words of published implants), and of all others the first in which a program names a link, a host or a file.",
  limits:
    "What a program marked as private is not in the log, and names that are put together from several arguments are not recognized. Where the archive lacks a table of format strings the arguments alone are shown. The words of the topics are known for some versions only: a topic that is absent says nothing. Logs that iOS 27 packs with LZBITMAP are recognized and not read. The log reaches back hours to weeks, by kind of line.",
  said: "Unified log: {text}",
  "part-unreadable": "A part of the log could not be read: {detail}",
  "too-many-of-program":
    "A program outside the folders for programs wrote more than {limit} lines; those beyond are kept only where they name something.",
  "looked-at": "{lines, plural, one {One line} other {# lines}} read, of which {kept} are kept; the arguments of all were looked through.",
  "no-format": "The archive holds no format string for {count} of {lines} lines: of these the arguments alone were read.",
  "damaged-unlisted-process": "{count, plural, one {One piece} other {# pieces}} of the log belong to no process that its catalogs list.",
  "damaged-unknown-chunk": "{count, plural, one {One piece} other {# pieces}} of the log are of an unknown kind.",
  "damaged-firehose": "{count, plural, one {One piece} other {# pieces}} of the log are damaged.",
  "damaged-line": "{count, plural, one {One line} other {# lines}} of the log are damaged or of an unknown kind.",
  "damaged-oversize": "{count, plural, one {One large argument} other {# large arguments}} of the log are damaged.",
  "damaged-state": "{count, plural, one {One state} other {# states}} in the log are damaged.",
  "damaged-simple": "{count, plural, one {One ready text} other {# ready texts}} in the log are damaged.",
} satisfies Record<string, string>;
