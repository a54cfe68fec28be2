export type Fields = Readonly<Record<string, unknown>>;

/** Whether this is a JSON object, so neither null nor an array. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of an element of the object itself. */
export const own = (fields: Fields, name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined);

/** The objects of an element that may hold one or many. */
export const objectsIn = (value: unknown): readonly Fields[] =>
  (Array.isArray(value) ? value : [value]).filter(isFields);

/** Extensions whose address holds the name: UK Core and the older CareConnect differ in all but that. */
export const extensionsOf = (holder: unknown, name: string): readonly Fields[] =>
  objectsIn(isFields(holder) ? own(holder, 'extension') : holder).filter((extension) => {
    const url = own(extension, 'url');
    return typeof url === 'string' && url.toLowerCase().includes(name.toLowerCase());
  });
