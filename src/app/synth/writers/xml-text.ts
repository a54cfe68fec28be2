const escapes: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

/** Text as it may stand in XML. */
const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => escapes.get(mark) ?? mark);

/** An element with text; nothing where there is none, since an optional element is left out rather than empty. */
export const element = (name: string, text: string | null | undefined): string =>
  text === null || text === undefined || text === '' ? '' : `<${name}>${escaped(text)}</${name}>`;

/** An element around others; nothing where there are none. */
export const section = (name: string, ...inner: readonly string[]): string => {
  const text = inner.join('');
  return text === '' ? '' : `<${name}>${text}</${name}>`;
};
