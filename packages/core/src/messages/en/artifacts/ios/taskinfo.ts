export default {
  title: "Tasks that ran when the sysdiagnose was made",
  about: "The list of tasks with their threads (taskinfo.txt): name, number, image, and for how long each had been running.",
  limits: "One moment only, moments apart from the other lists. Programs are named without their folder, and long names may be cut.",
  "no-tasks": "The list of tasks names no task: the collector may have failed.",
  "count-differs":
    "The list says that it holds {stated, plural, one {one task} other {# tasks}} and holds {tasks, number}: it is cut, or some were left out.",
} satisfies Record<string, string>;
