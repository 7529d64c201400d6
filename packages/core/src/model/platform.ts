/** The operating systems whose evidence is read. */
export type Platform = "ios" | "android";
