/** A value of a typedstream. Text is bytes here: the stream does not say its encoding, the class that wrote it does. */
export type TypedValue = number | boolean | null | Uint8Array | TypedObject | TypedClass | TypedList;

export interface TypedObject {
  readonly kind: "object";
  /** The class and its superclasses, in this order. */
  readonly classes: readonly string[];
  /** What the object wrote, in order, over all its groups. */
  readonly values: readonly TypedValue[];
}
/** A class that stands for itself, as a value. */
export interface TypedClass {
  readonly kind: "class";
  readonly classes: readonly string[];
}
/** A C array or struct. */
export interface TypedList {
  readonly kind: "list";
  readonly items: readonly TypedValue[];
}

export const isTypedObject = (value: TypedValue | undefined): value is TypedObject =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "object";
