/** The field, or nothing where there is no value: records leave out what the evidence does not say. */
export const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V });

/** A record while it is being filled. Where there are half a million of them, fields are set one by one: spreading them costs more than reading the row. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };
