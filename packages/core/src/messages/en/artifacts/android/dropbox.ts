export default {
  title: "The system's drop box",
  about: "The system's own collection of crashes, restarts and kernel messages, with the time of each: it reaches back further than logs.",
  limits:
    "Entries of the last three days or so, fewer where there are many. Android from about 13 on shows no beginnings of texts. What an app wrote of its own crash is the app's word.",
  entered: "Entered into the drop box: {tag}",
  "entered-of": "Entered into the drop box: {tag} of {process}",
} satisfies Record<string, string>;
