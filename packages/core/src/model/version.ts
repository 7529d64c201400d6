/** Version of Bridle, one for all packages; a test compares it with theirs. */
export const TOOL_VERSION = "0.1.0";
/** Version of the documents' schemas: additions are minor, readers ignore what they do not know. */
export const SCHEMA_VERSION = "1.1";
