export default {
  title: "Last database statements of apps",
  about:
    "For each process with open databases: where they lie, and the last statements it gave to each, with their time. It shows that an app ran, and what kind of data it worked on.",
  limits:
    "Some twenty statements for each open connection, of processes that ran when the dump was made. Values are left out of statements, unless the app wrote them in. Before Android 10 the year is not printed, and the time is left out.",
  executed: "{process} gave a statement to a database ({action})",
} satisfies Record<string, string>;
