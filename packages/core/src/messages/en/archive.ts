/** What reading an archive showed. `examples`: names of members, or bytes of the archive. */
export default {
  "gzip-cut-off": "The archive ends early, at byte {examples}: what follows is missing.",
  "gzip-damaged":
    "The archive's compressed bytes are damaged about byte {examples}. What comes before was read; what follows could not be.",
  "gzip-checksum": "A part of the archive unpacks to other bytes than were packed (its checksum at byte {examples} differs).",
  "gzip-length": "A part of the archive unpacks to another length than was packed (stated at byte {examples}).",
  "gzip-trailing": "After its compressed bytes the archive holds {examples} bytes that belong to nothing.",

  "zlib-cut-off": "The compressed bytes end early, at byte {examples}: what follows is missing.",
  "zlib-damaged": "The compressed bytes are damaged about byte {examples}. What comes before was read; what follows could not be.",
  "zlib-checksum": "The compressed bytes unpack to others than were packed (the checksum at byte {examples} differs).",
  "zlib-trailing": "After the compressed bytes there are {examples} bytes that belong to nothing.",

  "tar-bad-header":
    "{count, plural, one {At one place} other {At # places}} no member begins where one should (byte {examples}). The reading went on at the next member that could be found.",
  "tar-bad-extended-header":
    "{count, plural, one {One description of a member} other {# descriptions of members}} could not be read (byte {examples}); its name may be cut.",
  "tar-cut-off": "The archive ends inside a member, at byte {examples}: what follows is missing.",
  "tar-no-end": "The archive lacks the mark that ends it, at byte {examples}: members may be missing.",
  "tar-after-end":
    "Behind its end the archive holds further members, from byte {examples} on. They were read; many programs do not show them.",

  "zip-prefix": "{examples} bytes stand before the archive.",
  "zip-trailing": "{examples} bytes follow the archive.",
  "zip-split": "The archive is one part of several and cannot be read alone. Join the parts into one file first.",
  "zip-count": "The archive states another number of members than the {examples} it lists.",
  "zip-directory-damaged":
    "The archive's list of members is damaged from byte {examples} on. Other members were looked for one after the other.",
  "zip-no-directory":
    "The archive has no list of its members, so it is probably cut off. Those that could be found one after the other were read ({examples}).",
  "zip-cut-off": "The search for members ended at byte {examples}: what follows is missing or could not be told apart.",

  "name-absolute":
    "{count, plural, one {One member was} other {# members were}} left out because of an absolute name, the first of them: {examples}.",
  "name-climbs":
    "{count, plural, one {One member was} other {# members were}} left out because a name leads out of its folder, the first of them: {examples}.",
  "name-empty-part":
    "{count, plural, one {One member was} other {# members were}} left out because a part of the name is empty or a dot, the first of them: {examples}.",
  "name-nul":
    "{count, plural, one {One member was} other {# members were}} left out because of a zero byte in the name, the first of them: {examples}.",
  "name-too-long":
    "{count, plural, one {One member was} other {# members were}} left out because of a name that is too long or too deep, the first of them: {examples}.",
  duplicate:
    "{count, plural, one {One member bears} other {# members bear}} the name of an earlier one and {count, plural, one {was} other {were}} not read, the first of them: {examples}.",

  overlapping:
    "{count, plural, one {One member claims} other {# members claim}} bytes that belong to another and {count, plural, one {was} other {were}} refused, the first of them: {examples}.",
  "too-many-members":
    "The archive holds more members than are read; {count, plural, one {one was} other {# were}} left out, the first of them: {examples}.",
  "directory-too-long": "The archive's list of members is {examples} bytes long, more than is read; its end was left out.",
  "unpacks-too-far":
    "The archive of {examples} bytes unpacks to far more than archives of phones do. The reading was stopped; what follows was not read.",
  "member-encrypted":
    "{count, plural, one {One member is} other {# members are}} encrypted by the archive itself and cannot be read, the first of them: {examples}. Unpack the archive with its password and examine the folder.",
  "member-unknown-method":
    "{count, plural, one {One member is} other {# members are}} compressed by a method that is not read, the first of them: {examples}. Unpack the archive and examine the folder.",
  "member-sparse":
    "{count, plural, one {One member is} other {# members are}} stored as sparse files, which are not read, the first of them: {examples}. Unpack the archive and examine the folder.",
  "member-unknown-type":
    "{count, plural, one {One member is} other {# members are}} of a type that is not known, the first of them: {examples}.",
  "member-hard-link":
    "{count, plural, one {One member is} other {# members are}} only another name of a member and {count, plural, one {was} other {were}} not read, the first of them: {examples}.",
  "member-cut-off": "{count, plural, one {One member ends} other {# members end}} early, the first of them: {examples}.",
  "member-damaged":
    "{count, plural, one {One member is} other {# members are}} damaged in the archive, the first of them: {examples}. What comes before the damage was read.",
  "member-checksum":
    "{count, plural, one {One member unpacks} other {# members unpack}} to other bytes than were packed (the checksum differs), the first of them: {examples}.",
  "member-size":
    "{count, plural, one {One member has} other {# members have}} another size than the archive states, the first of them: {examples}.",
  "member-differs":
    "The archive describes {count, plural, one {one member} other {# members}} in two ways that differ, the first of them: {examples}. Its list of members was followed.",
  "member-unpacks-too-far":
    "{count, plural, one {One member unpacks} other {# members unpack}} to far more than files of phones do and {count, plural, one {was} other {were}} not read, the first of them: {examples}.",
  "file-cut-off": "The file ends early in the archive.",
  "file-damaged": "The file is damaged in the archive; what comes before the damage was read.",
  "file-checksum": "The file unpacks to other bytes than were packed: its checksum differs.",
  "file-size": "The file has another size than the archive states.",
  "file-differs": "The archive describes this file in two ways that differ.",
  "member-no-room":
    "For {count, plural, one {one member} other {# members}} there was no room to unpack, the first of them: {examples}. Unpack the archive and examine the folder.",
  "asked-too-late":
    "{count, plural, one {One member was} other {# members were}} asked for after the archive had been read twice, the first of them: {examples}.",
  nested:
    "The archive holds {count, plural, one {another archive} other {# other archives}}, which {count, plural, one {was} other {were}} not opened: {examples}. Unpack and examine {count, plural, one {it} other {them}} on {count, plural, one {its} other {their}} own.",
} satisfies Record<string, string>;
