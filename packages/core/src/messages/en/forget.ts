/** What `bridle forget` says. */
export default {
  about:
    "Delete a case: what Bridle wrote into its folder, exports among it, and nothing else. Refuses a folder that holds anything else, and names it.",
  "option-yes": "do not ask",

  "not-ours": "{folder} holds no case of Bridle; nothing was deleted.",
  foreign:
    "{folder} holds what Bridle did not write: {names}{more, plural, =0 {} other { and # more}}. Take it out first; nothing was deleted.",
  "needs-yes": "Nobody can be asked here; say --yes. Nothing was deleted.",
  question:
    "{folder}: {files, plural, one {one file} other {# files}} of a case, {bytes, number} bytes, will be deleted and cannot be brought back by Bridle. Type yes to delete:",
  "question-unfinished":
    "{folder}: {files, plural, one {one file} other {# files}} of an unfinished case, {bytes, number} bytes, will be deleted. If an examination is still writing there, stop it first. Type yes to delete:",
  kept: "Nothing was deleted.",
  failed: "{folder} could not be deleted to the end: {detail}. What is left of it can be forgotten by the same command.",
  done: "{folder} is deleted: {files, plural, one {one file} other {# files}}, {bytes, number} bytes.",
  "not-promised":
    "What Bridle cannot promise: a disk may keep the blocks of deleted files until it uses them anew, and so may snapshots, backups, synced folders and a recycle bin of the system. Copies made elsewhere, exports written to another folder, printed reports and what other tools imported are not touched; nor is the acquisition itself.",
} satisfies Record<string, string>;
