/** Why each row of the match table rates a match as it does. */
export default {
  "vendor-website":
    "The publisher lists this host as a vendor's own website, not as one that attacks. Reading about a product leaves the same trace.",
  "watchware-host": "The host belongs to software for supervising a device openly. This may be known and agreed.",
  "forensic-host": "The host belongs to a maker of forensic extraction tools. Reading its pages leaves the same trace.",
  "never-loaded":
    "The address stands in the browser's history, but the page never loaded. A typed or pasted address leaves the same trace.",
  "tracker-table": "The host stands in a statistics table of the browser. Pages embed other hosts without anyone visiting them.",
  "inside-visited-url": "The address stood inside another address that was visited. Whether it was ever opened is not known.",
  "received-link":
    "A message from outside held a link to a host that its publisher lists as used for attacks. It shows that a link was sent, not that it was opened.",
  "visited-after-lure":
    "A browser went to a listed host within ten minutes of a message that also led to one. That is how an attack by link begins; whether it succeeded is not shown by this trace.",
  "visited-by-redirect":
    "A browser was sent to a listed host by a page of another host. Network injection and prepared pages work so; so do some advertisements.",
  visited: "A browser loaded a page of a listed host. Links, searches and research lead there too.",
  "contacted-by-unknown":
    "The phone had a connection to a host listed as command and control. Nothing tells which program made it: it may have been a browser.",
  contacted: "A process that is neither browser nor messenger spoke to a host listed as command and control.",
  "resolved-by-browser": "A browser or an unknown process looked the name up. Pages embed other hosts without anyone visiting them.",
  "host-elsewhere": "The host stands somewhere on the phone, but nothing shows that anyone sent it, opened it or spoke to it.",
  sender: "A message or call came from an account that its publisher links to attacks. Accounts can be reused and forged.",
  "looked-up":
    "The phone asked Apple's identity service about this account. It does so when a message or call from the account arrives, and published attacks left such lookups; it also does so when its owner writes to the account.",
  "recipient-or-contact": "The account stands among contacts or as a recipient. Nothing shows that it sent anything.",
  "process-ran": "A process with exactly this published name ran or used the network. Names are not unique: another program may bear it.",
  "process-cut-name":
    "The system cuts long process names; what is left fits a published name. Another program may begin with the same letters.",
  "process-in-path": "A published process name is one component of a path. Folder names are not unique.",
  "process-listed": "A published process name stands in a list. Nothing shows that it ran.",
  "file-name-alone": "A file has a published name, in another place. File names are not unique.",
  "file-at-path": "A file stands at exactly the path that was published.",
  "file-below-folder": "A file stands below a folder that was published.",
  "file-at-path-suffix": "The end of a file's path is a path that was published without its beginning.",
  "file-found-as-text": "A published path stands among the letters of a file whose form is not read; nothing shows a file there.",
  "file-listed": "A published path stands in a list of this phone, such as permissions that were asked for.",
  "file-path-elsewhere": "A published path is named somewhere; nothing shows a file there.",
  "file-hash": "A file's content has exactly the published hash.",
  profile: "A configuration profile has exactly the published identifier.",
  "app-found-as-text":
    "The identifier of a listed app stands among the letters of a file whose form is not read; nothing shows that it was installed.",
  "app-watchware": "An app for supervising a device openly is there. This may be known and agreed.",
  "app-forensic-extraction":
    "A component that forensic extraction tools leave behind is there: someone had the device in hand and connected it.",
  "certificate-listed": "A published certificate stands in this phone's own lists. What it signed may have been removed since.",
  "certificate-stalkerware":
    "A certificate that its publisher lists with software made to watch someone in secret signed an app that is there, or is trusted by the phone.",
  "certificate-installed": "A certificate that was published as part of an attack signed an app that is there, or is trusted by the phone.",
  "app-listed": "A listed app is named in this phone's own lists. It may have been removed since.",
  "app-stalkerware": "An app is there that its publisher lists as made to watch someone in secret.",
  "app-installed": "An app is there whose identifier was published as part of an attack.",
  "app-elsewhere": "The identifier of a listed app is named; nothing shows that it was installed.",
  "android-property": "A system property that was published as part of an attack is set.",
  unlisted: "There is no rule for what this match means. Someone should look at it.",
} satisfies Record<string, string>;
