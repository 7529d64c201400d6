export default {
  title: "The log of shutdowns lacks shutdowns that another log knows",
  rationale:
    "Implants have been found by the log of shutdowns, and an emptied log has been published as a trace of such an implant by itself. The logging daemon notes each orderly shutdown once more in a log of its own. A shutdown that stands there and not in the log of shutdowns was not written or was taken away. This is an observation about the log: it says nothing of why.",
  update: "An update of the system or an erasure begins the log of shutdowns anew; not every update leaves a note.",
  rotation: "Newer systems divide the log into files that take turns and remove the oldest, and some builds keep the last shutdown alone.",
  forced: "A shutdown that was broken off, by a forced restart, an empty battery or a panic, may be noted in one log and not in the other.",
  clock: "A clock that was set between the two notes, by hand or by travel, puts them too far apart to be recognized as one.",
  gone: "The logging daemon noted {known, plural, one {one orderly shutdown} other {# orderly shutdowns}} since the last update that is known, and the log of shutdowns holds none. Other logs know {starts, plural, one {one start} other {# starts}} of the phone in that time, {explained, number} of them beside a report of a panic or a reset.",
  gaps: "Of {known, plural, one {one orderly shutdown} other {# orderly shutdowns}} that the logging daemon noted, {missing, number} {missing, plural, one {is} other {are}} not in the log of shutdowns although earlier ones are. Other logs know {starts, plural, one {one start} other {# starts}} of the phone in that time, {explained, number} of them beside a report of a panic or a reset.",
  beginning:
    "The log of shutdowns begins later than the logging daemon''s own log: {missing, plural, one {one orderly shutdown lies} other {# orderly shutdowns lie}} before it. That is what an update leaves, too.",
  last: "The last orderly shutdown that the logging daemon noted is not in the log of shutdowns, which on this system keeps at least that one.",
} satisfies Record<string, string>;
