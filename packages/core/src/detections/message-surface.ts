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

/** What a fault in memory looks like; a watchdog's or the user's kill is none. */
const MEMORY_FAULTS = /^EXC_(?:BAD_ACCESS|BAD_INSTRUCTION|GUARD|ARM_PAC)/;

export const isMemoryFault = ({ exception = "" }: { readonly exception?: string }): boolean => MEMORY_FAULTS.test(exception);
