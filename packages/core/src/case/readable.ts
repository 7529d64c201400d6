import * as v from "valibot";

/**
 * Whether a stored document can be worked with: it has the shape of its schema, but for what a later version may have added, which readers
 * ignore (design 5): further members, and further words of a closed list. Everything else in it is what it should be.
 */
export const isReadable = <T extends v.GenericSchema>(schema: T, value: unknown): value is v.InferOutput<T> =>
  v.safeParse(schema, value).issues?.every(isAddition) ?? true;

const isAddition = ({ type, expected, input }: v.BaseIssue<unknown>): boolean =>
  (type === "strict_object" && expected === "never") || (type === "picklist" && typeof input === "string");
