/** Programs that parse what arrives unasked, as published cases name them. */
export const MESSAGE_SURFACE: ReadonlySet<string> = new Set([
  "MessagesBlastDoorService",
  "IMTranscoderAgent",
  "IMTransferAgent",
  "imagent",
  "homed",
  "fmfd",
  "identityservicesd",
  "avconferenced",
  "mediaserverd",
  "mediaplaybackd",
]);
