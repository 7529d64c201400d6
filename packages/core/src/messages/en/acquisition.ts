/** Why an acquisition cannot be examined (by code), and what was noticed about one that can. */
export default {
  unrecognized:
    "{name} is not an acquisition that this version can read. {kind, select, empty {The folder is empty.} folder {The folder holds: {holds}.} archive {It is an archive that holds: {holds}.} broken {It is an archive that is damaged or ends early. What could be read of it holds: {holds}.} hollow {It is an archive in which nothing could be found.} split {It is one part of an archive in several: join the parts into one file first.} nested {It is an archive that holds: {holds}. Archives inside an archive are not opened: unpack it and examine them on their own.} other {It is a file of {holds}.}} What it reads: an iPhone or iPad backup, encrypted or not, as its folder, which holds a file Manifest.db, or as an archive of it (tar, tar.gz, zip); a sysdiagnose of an iPhone or iPad, as its tar.gz or its folder; a bug report of an Android phone, as its zip, its folder or its text; an AndroidQF collection, as its folder, its zip or sealed with age (.zip.age); an Android backup (.ab), or the folder it was unpacked into; intrusion logs of an Android phone.",
  damaged: "{name} was recognized, but its {file} could not be read: {detail}",
  ambiguous: "{name} holds {count, plural, other {# acquisitions}}: {names}. Name one of them.",
  encrypted: "{name} is an encrypted backup, and its password was not given.",
  "payload-missing": "The catalogue lists {path}, but the acquisition does not hold its bytes.",
  unsupported: "{name} is a backup of an older form ({form}, iOS 9 and before) that this version does not read.",
  unreadable: "{name} could not be opened: {detail}",

  "too-many-files": "The folder holds more files, or deeper folders, than are looked at. The others were left out.",
  "sysdiagnose-no-stamp":
    "Neither the name nor the collector's own log tells when this sysdiagnose was made and in which zone. Times that name no zone cannot be placed.",
  "sysdiagnose-other-roots":
    "The archive holds {count, plural, one {another sysdiagnose} other {# other sysdiagnoses}} beside {taken}: {names}. Only {taken} was examined. Unpack the archive and examine each on its own.",
  "sysdiagnose-older":
    "{count, plural, one {An older sysdiagnose lies} other {# older sysdiagnoses lie}} in the folder ({examples}). They tell of other days and were not read: examine each on its own.",
  "sysdiagnose-reports-alone":
    "This is the phone''s folder of reports without a sysdiagnose in it: it tells of crashes and of what ran at those moments. Process lists, logs and the battery''s diary are in the archive of a sysdiagnose.",
  "sysdiagnose-inner-unknown": "The archive is not what its name says, and was not examined.",
  "packed-unreadable": "What this file packs could not be opened: {detail}",
  "too-many-packed": "More than {limit, number} packed files lie here. This one and those after it were not opened.",
  "zone-given":
    "The acquisition does not tell the phone''s time zone. Times in it that name none were placed in {zone}, on the word of whoever ran the examination.",
  "zone-differs":
    "The time zone that was given, {given}, is not that of the phone by what the acquisition says: {stated}. It was not used.",
  "zone-not-known":
    "The acquisition names a time zone that this computer does not know ({stated}). Times in it that name none were placed in {zone}, on the word of whoever ran the examination.",

  "root-file-missing": "The backup has no {name}.",
  "root-file-unreadable": "{name} of the backup could not be read: {detail}",
  "decrypted-copy": "The backup says that it is encrypted, but its catalogue lies open: another tool has decrypted this copy.",
  "wrong-password": "The password does not open {name}. Nothing was examined and nothing was written.",
  "identity-needed":
    "{name} is sealed with age for a recipient. What opens it is that recipient's identity file (--identity <file>), and none was given. Nothing was examined and nothing was written.",
  "wrong-identity": "The identity does not open {name}: it was sealed for another. Nothing was examined and nothing was written.",
  "unknown-lock": "{name} is sealed with age in a way that this version does not know (no X25519 recipient and no password).",
  "backup-cut": "The encrypted backup does not end as it must: it is cut off. What stands before its end was read.",
  "age-cut": "The sealed file ends early: what stands before its end was read.",
  "class-keys-damaged":
    "The password opens the keybag, but {count, plural, one {one of its keys is} other {# of its keys are}} damaged (protection class {classes}): files under {count, plural, one {it} other {them}} cannot be read.",
  "stored-open": "The catalogue gives a key for this file, but its bytes are not encrypted: another tool has changed this copy.",
  "payload-cut": "The stored file does not end where a cipher block ends: its end is missing.",
  "padding-damaged": "The decrypted file does not end as an encrypted file must: its end is damaged or it was encrypted with another key.",
  "metadata-unreadable": "What the catalogue says of this file could not be read: {detail}",
  emptied: "The catalogue gives this file {expected, plural, other {# bytes}}, and nothing of it is stored.",
  "size-differs":
    "The catalogue gives this file {expected, plural, other {# bytes}}, and {found, plural, other {# bytes}} are stored. A file in use may change while a backup is made.",
  "catalogue-damaged":
    "The catalogue is damaged: {rows, plural, one {one entry was} other {# entries were}} read before the damage ({detail}).",
  "catalogue-too-long":
    "The catalogue has more than {limit, number} entries; those beyond were not read, and their files were not examined.",
  "catalogue-rows-unreadable":
    "{count, plural, one {One entry} other {# entries}} of the catalogue could not be read, the first of them: {examples}.",
  "file-id-malformed":
    "{count, plural, one {One entry} other {# entries}} of the catalogue {count, plural, one {has a file id that is} other {have file ids that are}} none, the first of them: {examples}.",
  "file-id-mismatch":
    "{count, plural, one {One entry} other {# entries}} of the catalogue {count, plural, one {bears} other {bear}} a file id that does not follow from domain and path, the first of them: {examples}.",
  "payloads-missing": "{count, plural, one {One file is} other {# files are}} listed but not there, the first of them: {examples}.",
  "payloads-unlisted":
    "{count, plural, one {One stored file is} other {# stored files are}} not in the catalogue, the first of them: {examples}.",
} satisfies Record<string, string>;
