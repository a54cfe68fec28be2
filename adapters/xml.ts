import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { UnreadableFile } from '../src/domain/adapter.ts';
import { decodeText, tidy } from './csv.ts';

/** One element: its own text, and the elements within it in the order of the file. Attributes are not read. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

const maximumBytes = 20 * 1024 * 1024;
const maximumDepth = 40;

const refuse = (rule: string, message: string): never => {
  throw new UnreadableFile(rule, message);
};

// Entities are read below, not by the parser, whose limit on them counts the ampersands of honest text too.
const parsing = {
  preserveOrder: true,
  parseTagValue: false,
  processEntities: false,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  trimValues: false,
  removeNSPrefix: true,
  cdataPropName: '#cdata',
  maxNestedTags: maximumDepth,
} as const;

const encodings: ReadonlySet<string> = new Set(['utf-8', 'us-ascii', 'ascii', 'windows-1252', 'iso-8859-1']);
const declaration = /^<\?xml\b[^>]*?\bencoding\s*=\s*["']([^"']*)["']/;

const textOfFile = (bytes: Uint8Array): string => {
  if (bytes.length > maximumBytes) return refuse('xml.size', 'The file is larger than 20 MB.');
  // The bytes decide between UTF-8 and Windows-1252: declarations are often those of a template.
  const text = decodeText(bytes).text.trimStart();
  const declared = declaration.exec(text)?.[1]?.toLowerCase();
  if (declared !== undefined && !encodings.has(declared)) {
    return refuse('xml.encoding', 'The file declares an encoding that is not read here.');
  }
  // No file of an agency has a document type; entities of one's own are how a small file becomes a huge one.
  return /<!(?:DOCTYPE|ENTITY)/i.test(text) ? refuse('xml.doctype', 'The file declares a document type.') : text;
};

const namedEntities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const isCharacter = (code: number): boolean =>
  code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) && !Number.isNaN(code);

const characterOf = (code: number): string => (isCharacter(code) ? String.fromCodePoint(code) : '\uFFFD');

/** The text with the five entities of XML and numbered characters read once; any other stays as it is written. */
const readEntities = (text: string): string =>
  text.replace(/&(?:#x([\da-f]{1,8})|#(\d{1,8})|(amp|lt|gt|quot|apos));/gi, (whole, hexadecimal, decimal, name) => {
    if (hexadecimal !== undefined) return characterOf(Number.parseInt(hexadecimal, 16));
    if (decimal !== undefined) return characterOf(Number(decimal));
    return namedEntities[String(name)] ?? whole;
  });

const isNode = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const nodesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  Array.isArray(value) ? value.filter(isNode).flatMap((node) => Object.entries(node)) : [];

const isText = ([name]: readonly [string, unknown]) => name === '#text' || name === '#cdata';

const textIn = ([name, value]: readonly [string, unknown]): string =>
  name === '#cdata'
    ? nodesOf(value)
        .map(([, text]) => String(text))
        .join('')
    : readEntities(String(value));

const elementOf = (name: string, content: unknown): XmlElement => {
  const nodes = nodesOf(content);
  return {
    name,
    text: tidy(nodes.filter(isText).map(textIn).join('')),
    children: nodes.filter((node) => !isText(node)).map(([inner, value]) => elementOf(inner, value)),
  };
};

const parse = (text: string): unknown => {
  try {
    return XMLValidator.validate(text) === true ? new XMLParser(parsing).parse(text) : null;
  } catch {
    return null;
  }
};

/**
 * The root element of an XML file of at most 20 MB, without a document type, nested no deeper than 40 levels.
 * @throws UnreadableFile for any other file
 */
export const parseXml = (bytes: Uint8Array): XmlElement => {
  const [root, ...others] = nodesOf(parse(textOfFile(bytes))).filter((node) => !isText(node));
  if (!root || others.length > 0) return refuse('xml.syntax', 'The text is not XML, or is nested too deep.');
  return elementOf(...root);
};

/** The elements of a name directly within another. */
export const childrenOf = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element?.children.filter((child) => child.name === name) ?? [];

/** The element at a path of names, each the first of its name; undefined where there is none. */
export const elementAt = (element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined =>
  path.reduce<XmlElement | undefined>((found, name) => childrenOf(found, name)[0], element);

/** The text at a path of names; empty where there is none. */
export const textAt = (element: XmlElement | undefined, ...path: readonly string[]): string =>
  elementAt(element, ...path)?.text ?? '';

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The element written out again, without the spacing of the file, so that a new layout is no new record. */
export const writeXml = ({ name, text, children }: XmlElement): string =>
  `<${name}>${escaped(text)}${children.map(writeXml).join('')}</${name}>`;
