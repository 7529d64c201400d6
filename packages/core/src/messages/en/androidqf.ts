/** What opening an AndroidQF collection showed. `name`: of a file in it. */
export default {
  "part-locked":
    "{name} is encrypted, and its password was not given: what only it holds was not examined. Give its password and check again.",
  "part-wrong-password": "The password does not open {name}: what only it holds was not examined.",
  "part-damaged": "{name} could not be opened ({detail}): what only it holds was not examined.",
  "part-unknown": "{name} is not what its name says, and was not examined.",
  "no-bugreport": "The collection holds no bug report that can be read. What dumpsys.txt holds was read in its place.",
  "no-dumps":
    "The collection holds neither a bug report nor dumpsys.txt that can be read: what the phone's services say of apps was not examined.",
  "old-bugreports":
    "{count, plural, one {An older bug report of the phone lies} other {# older bug reports of the phone lie}} in the collection. What {count, plural, one {it says} other {they say}} was compared with indicators and stands in the timeline; rules judge the phone as it was when it was collected.",
  "old-bugreports-left":
    "{count, plural, one {Another older bug report} other {# more older bug reports}} in the collection {count, plural, one {was} other {were}} not read: the newest {limit} are. Examine the others on their own.",
  copies:
    "{count, plural, one {One file of the collection bears} other {# files of the collection bear}} the name of another, where one of each is expected; all were read. The first: {examples}.",
  "hash-differs":
    "{count, plural, one {One file is} other {# files are}} not what was collected: the SHA-256 is another than the one in hashes.csv. The first: {examples}.",
  "hash-missing":
    "{count, plural, one {One file that hashes.csv lists is} other {# files that hashes.csv lists are}} not in the collection, the first of them: {examples}.",
  "hash-unlisted":
    "{count, plural, one {One file of the collection is} other {# files of the collection are}} not in hashes.csv, the first of them: {examples}.",
  "hash-unreadable": "{count, plural, one {One line} other {# lines}} of hashes.csv could not be read, the first of them: {examples}.",
  "no-hashes": "The collection holds no hashes.csv: whether it is as it was collected cannot be told.",
} satisfies Record<string, string>;
