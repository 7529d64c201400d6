/** Defanged values (`hxxp://evil[.]example`) as they were meant. */
export const refanged = (text: string): string =>
  text
    .replace(/^hxxp/i, "http")
    .replace(/^fxp/i, "ftp")
    .replace(/\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\)/gi, ".")
    .replace(/\[:\]/g, ":")
    .replace(/\[:\/\/\]/g, "://")
    .replace(/\[at\]|\[@\]|\(at\)/gi, "@");
