/** An object of a message, as its platform takes it. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether something is an object of a message. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects in a list. */
export function objectsIn(value: unknown): readonly Json[] {
  return listIn(value).filter(isJson);
}

/** A list, or an empty one where there is none. */
export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text, or an empty one where there is none. */
export function stringIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
