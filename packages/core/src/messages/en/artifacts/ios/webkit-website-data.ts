export default {
  title: "Data stored by websites",
  about:
    "The files and folders in which WebKit keeps what websites store in an app: which page's storage it is, and, where a part of the page from elsewhere stored it, whose. In backups the names of files of old layouts are read with the catalogue.",
  limits:
    "When something was stored is not told here. Storage that is cleared is gone. That a website stored something does not say that somebody typed its address.",
} satisfies Record<string, string>;
