import { getIntrospectionQuery } from 'graphql';
import { limits } from '../../src/server/limits/limits.ts';

/** A request as bytes: what is sent, and what is said of it. */
export interface Sent {
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that must be refused before anything is read, and the control that refuses it. */
export interface Hostile extends Sent {
  readonly title: string;
  readonly code: string;
}

/** Hostile requests of one kind, with one just within the cap that must be answered. */
export interface HostileKind {
  readonly kind: string;
  readonly twin: Sent;
  readonly hostile: readonly Hostile[];
}

const times = (count: number, write: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => write(at)).join(' ');
const sent = (query: string, variables?: unknown): Sent => ({
  body: JSON.stringify({ query, ...(variables !== undefined && { variables }) }),
});
const invalid = 'GRAPHQL_VALIDATION_FAILED';
const unparsed = 'GRAPHQL_PARSE_FAILED';
const hostile = (title: string, code: string, query: string, variables?: unknown): Hostile => ({
  ...{ title, code },
  ...sent(query, variables),
});
const raw = (title: string, code: string, body: string | Buffer, headers?: Record<string, string>): Hostile => ({
  ...{ title, code, body },
  ...(headers && { headers }),
});

/** Children, their notifications, each one's child, and so on: `depth` fields within one another. */
const nested = (depth: number): string => {
  const steps = depth - 3;
  const opened = Array.from({ length: steps }, (_, at) => (at % 2 === 0 ? 'notifications(first: 1) {' : 'child {'));
  return `{ children(first: 1) { nodes { ${opened.join(' ')} id ${'}'.repeat(steps)} } } }`;
};
const list = (deep: number) => `${'['.repeat(deep)}${']'.repeat(deep)}`;
const objects = (deep: number) => `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`;
const keys = (count: number) => `{${Array.from({ length: count }, (_, at) => `"k${at}":1`).join()}}`;
const child = (fields: string) => `{ children(first: 1) { nodes { ${fields} } } }`;
const byNumber = 'query Find($value: String!) { childByIdentifier(system: UPN, value: $value) { id } }';
const doubling = (levels: number) =>
  `{ children(first: 1) { nodes { ...F0 } } } ${times(levels, (at) => `fragment F${at} on Child { ...F${at + 1} id ...F${at + 1} }`)} fragment F${levels} on Child { id }`;
const tenfold = `{ children(first: 1) { nodes { ...A } } }
  fragment A on Child { ${times(10, () => '...B')} } fragment B on Child { ${times(10, () => '...C')} }
  fragment C on Child { ${times(10, () => '...D')} } fragment D on Child { ${times(10, () => 'id')} }`;
const asked = '{"query":"{ hub { now } }"';

const nesting: HostileKind = {
  kind: 'deep nesting',
  twin: sent(nested(limits.depth)),
  hostile: [
    hostile('one field too deep', 'LIMIT_DEPTH', nested(limits.depth + 1)),
    hostile('a hundred fields deep', 'LIMIT_DEPTH', nested(101)),
    hostile('four hundred selection sets', invalid, `${'{ hub '.repeat(400)}${'}'.repeat(400)}`),
    hostile('nine hundred selection sets, never closed', unparsed, '{ hub '.repeat(900)),
    hostile('a list in a list, nine hundred times', invalid, child(`absences(of: ${list(900)}) { field }`)),
    hostile(
      'a type of lists, nine hundred times',
      invalid,
      `query Q($v: ${'['.repeat(900)}ID${']'.repeat(900)}) { hub { now } }`,
    ),
    hostile(
      'deep through fragments',
      'LIMIT_DEPTH',
      `{ children(first: 1) { nodes { ...A } } } fragment A on Child { notifications(first: 1) { child { ...B } } }
       fragment B on Child { notifications(first: 1) { child { ...C } } }
       fragment C on Child { notifications(first: 1) { child { notifications(first: 1) { child { episodes(first: 1) { child { id } } } } } } }`,
    ),
  ],
};

const cycles: HostileKind = {
  kind: 'fragments that spread themselves',
  twin: sent(`${child('...A')} fragment A on Child { ...B } fragment B on Child { id }`),
  hostile: [
    hostile('itself', invalid, `${child('...A')} fragment A on Child { ...A }`),
    hostile('each other', invalid, `${child('...A')} fragment A on Child { ...B } fragment B on Child { ...A }`),
    hostile(
      'in a round of fifty',
      invalid,
      `${child('...F0')} ${times(50, (at) => `fragment F${at} on Child { ...F${(at + 1) % 50} }`)}`,
    ),
    hostile(
      'through fields',
      invalid,
      `${child('...A')} fragment A on Child { notifications(first: 1) { child { ...A ...A } } }`,
    ),
    hostile('a fragment there is not', invalid, child('...Nowhere')),
    hostile('a fragment nobody spreads', invalid, `${child('id')} fragment A on Child { id }`),
  ],
};

const bombs: HostileKind = {
  kind: 'fragments that multiply',
  twin: sent(doubling(5)),
  hostile: [
    hostile('doubled forty times', invalid, doubling(40)),
    hostile('doubled a hundred times', invalid, doubling(100)),
    hostile('tenfold four times', invalid, tenfold),
  ],
};

const floods: HostileKind = {
  kind: 'aliases and repeated fields',
  twin: sent(child(times(limits.aliases, (at) => `a${at}: id`))),
  hostile: [
    hostile('one alias too many', 'LIMIT_ALIASES', child(times(limits.aliases + 1, (at) => `a${at}: id`))),
    hostile('four hundred aliases', 'LIMIT_ALIASES', child(times(400, (at) => `a${at}: givenNames`))),
    hostile('a hundred aliases of __typename', 'LIMIT_ALIASES', `{ ${times(100, (at) => `a${at}: __typename`)} }`),
    hostile('five hundred times __typename', 'LIMIT_ALIASES', `{ ${times(500, () => '__typename')} }`),
    hostile('five hundred times one field', 'LIMIT_ALIASES', child(times(500, () => 'familyName'))),
  ],
};

const overlaps: HostileKind = {
  kind: 'fields that must be compared with one another',
  twin: sent(child(times(20, () => 'absences { field reason }'))),
  hostile: [
    hostile(
      'a hundred and fifty equal selections of selections',
      'LIMIT_ALIASES',
      child(times(150, () => 'episodes(first: 1) { child { id } }')),
    ),
    hostile(
      'two hundred inline fragments of equal selections',
      'LIMIT_ALIASES',
      child(times(200, () => '... on Child { absences { field } }')),
    ),
    hostile('one name for two fields', invalid, child('a: id a: familyName')),
    hostile('one name for two pages', invalid, child('e: episodes(first: 1) { id } e: episodes(first: 2) { id }')),
    hostile(
      'three hundred conflicts',
      invalid,
      child(times(300, (at) => (at % 2 === 0 ? 'a: givenNames' : 'a: familyName'))),
    ),
  ],
};

const directiveFloods: HostileKind = {
  kind: 'directives',
  twin: sent(child(times(limits.directives, (at) => `a${at}: id @include(if: true)`))),
  hostile: [
    hostile(
      'one too many',
      'LIMIT_DIRECTIVES',
      child(times(limits.directives + 1, (at) => `a${at}: id @include(if: true)`)),
    ),
    hostile('nine hundred unknown ones', invalid, `{ hub ${times(900, () => '@aa')} { now } }`),
    hostile('two hundred and fifty of one', invalid, `{ hub ${times(250, () => '@skip(if: false)')} { now } }`),
    hostile('one that defers', invalid, '{ ... @defer { hub { now } } }'),
  ],
};

const tokens: HostileKind = {
  kind: 'huge words, texts and numbers',
  twin: sent(`query ${'N'.repeat(limits.nameCharacters)} { hub { now } # ${'x'.repeat(90_000)}\n }`),
  hostile: [
    hostile('more words than are read', unparsed, `{ ${times(limits.tokens, () => 'hub')} }`),
    hostile('an alias of 90,000 characters', 'LIMIT_NAMES', `{ ${'a'.repeat(90_000)}: hub { now } }`),
    hostile('a field of 90,000 characters', invalid, `{ ${'a'.repeat(90_000)} }`),
    hostile(
      'an operation whose name is one character too long',
      'LIMIT_NAMES',
      `query ${'N'.repeat(limits.nameCharacters + 1)} { hub { now } }`,
    ),
    hostile(
      'a text of 90,000 characters',
      'LIMIT_TEXTS',
      `{ childByIdentifier(system: UPN, value: "${'x'.repeat(90_000)}") { id } }`,
    ),
    hostile(
      'a block text of 40,000 lines',
      'LIMIT_TEXTS',
      `{ childByIdentifier(system: UPN, value: """x${'\n'.repeat(40_000)}x""") { id } }`,
    ),
    hostile('a text that never ends', unparsed, `{ childByIdentifier(value: "${'x'.repeat(80_000)}`),
    hostile('a number of 90,000 digits', invalid, `{ children(first: ${'9'.repeat(90_000)}) { nodes { id } } }`),
    hostile('a number of ten to the power of 999,999', invalid, '{ children(first: 1e999999) { nodes { id } } }'),
    hostile('an unending comment, and nothing else', unparsed, `#${'x'.repeat(90_000)}`),
    hostile('90,000 commas, and nothing else', unparsed, ','.repeat(90_000)),
  ],
};

const characters: HostileKind = {
  kind: 'characters that nothing keeps',
  twin: sent(byNumber, { value: 'Zoë 👩‍👧 \u202e' }),
  hostile: [
    hostile('U+0000 in the document', 'LIMIT_TEXTS', '{ childByIdentifier(system: UPN, value: "a\\u0000") { id } }'),
    hostile('U+0000 in a variable', 'BODY_AMBIGUOUS', byNumber, { value: 'a\u0000' }),
    hostile(
      'half a surrogate pair in the document',
      unparsed,
      '{ childByIdentifier(system: UPN, value: "\\uD800") { id } }',
    ),
    raw(
      'half a surrogate pair in a variable',
      'BODY_AMBIGUOUS',
      `{"query":${JSON.stringify(byNumber)},"variables":{"value":"\\ud800"}}`,
    ),
    raw('half a surrogate pair in a key', 'BODY_AMBIGUOUS', `${asked},"variables":{"\\udc00":1}}`),
    hostile('a character beyond Unicode', unparsed, '{ childByIdentifier(system: UPN, value: "\\u{110000}") { id } }'),
    raw('a byte order mark', 'BODY_NOT_JSON', `\ufeff${asked}}`),
    raw('UTF-16', 'BODY_NOT_JSON', Buffer.from(`${asked}}`, 'utf16le')),
    raw(
      'bytes that are no UTF-8',
      'BODY_NOT_JSON',
      Buffer.concat([Buffer.from('{"query":"{ hub }'), Buffer.from([0xff, 0xc0, 0xaf]), Buffer.from('"}')]),
    ),
  ],
};

const unknown: HostileKind = {
  kind: 'guesses',
  twin: sent('query A { hub { now } }'),
  hostile: [
    hostile('a field there is not', invalid, '{ childs { id } }'),
    hostile('five hundred fields there are not', invalid, `{ ${times(500, (at) => `f${at}`)} }`),
    hostile('a type there is not', invalid, '{ ... on Admin { id } }'),
    hostile('an argument there is not', invalid, '{ children(where: { id: 1 }) { nodes { id } } }'),
    hostile('a value there is not', invalid, '{ childByIdentifier(system: PASSPORT, value: "1") { id } }'),
    hostile('a subscription', invalid, 'subscription { children { nodes { id } } }'),
    hostile(
      'two operations, and none named',
      'OPERATION_RESOLUTION_FAILURE',
      'query A { hub { now } } query B { hub { now } }',
    ),
    raw('an operation that is not there', 'OPERATION_RESOLUTION_FAILURE', `${asked},"operationName":"Nobody"}`),
    hostile('two operations of one name', invalid, 'query A { hub { now } } query A { hub { version } }'),
    hostile('a schema of the caller’s own', invalid, 'type Query { all: String }'),
    hostile('no document', unparsed, 'qwerty cop { abc }'),
  ],
};

const introspections: HostileKind = {
  kind: 'introspection',
  twin: sent('{ __type(name: "Child") { name } }'),
  hostile: [
    hostile('as tools send it', 'INTROSPECTION_REFUSED', getIntrospectionQuery()),
    hostile('of one root', 'INTROSPECTION_REFUSED', '{ __schema { queryType { name } } }'),
    hostile('of one type', 'INTROSPECTION_REFUSED', '{ __type(name: "Child") { fields { name } } }'),
    hostile('under another name', 'INTROSPECTION_REFUSED', '{ hub { now } a: __schema { types { name } } }'),
    hostile(
      'behind a fragment',
      'INTROSPECTION_REFUSED',
      '{ ...A } fragment A on Query { __schema { types { name } } }',
    ),
    hostile(
      'in a circle',
      invalid,
      '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
    ),
  ],
};

const variables: HostileKind = {
  kind: 'variables',
  twin: {
    body: `${asked},"variables":{"unused":${objects(limits.bodyDepth - 2)},"many":${keys(limits.bodyKeys - limits.bodyDepth - 2)}}}`,
  },
  hostile: [
    raw('nested one too deep', 'BODY_TOO_COMPLEX', `${asked},"variables":{"a":${objects(limits.bodyDepth - 1)}}}`),
    raw('nested 15,000 deep', 'BODY_TOO_COMPLEX', `${asked},"variables":{"a":${objects(15_000)}}}`),
    raw('lists nested 45,000 deep', 'BODY_TOO_COMPLEX', `${asked},"variables":{"a":${list(45_000)}}}`),
    raw('one key too many', 'BODY_TOO_COMPLEX', `${asked},"variables":${keys(limits.bodyKeys)}}`),
    raw('100,000 keys', 'BODY_TOO_LARGE', `${asked},"variables":${keys(100_000)}}`),
    hostile('a variable of the wrong kind', 'BAD_USER_INPUT', byNumber, { value: { toString: 'x' } }),
    hostile('a variable that is missing', 'BAD_USER_INPUT', byNumber, {}),
    hostile('a variable that is not declared', invalid, '{ childByIdentifier(system: UPN, value: $value) { id } }'),
    hostile('a list of variables', 'BAD_REQUEST', byNumber, ['x']),
    hostile('variables in a text', 'BAD_REQUEST', byNumber, '{"value":"x"}'),
    hostile(
      'three hundred variables declared and none used',
      invalid,
      `query Q(${times(300, (at) => `$v${at}: ID`)}) { hub { now } }`,
    ),
  ],
};

const bodies: HostileKind = {
  kind: 'bodies',
  twin: { body: `${asked},"extensions":{"a":"\\u0061\\\\u0000"}${' '.repeat(99_000)}}` },
  hostile: [
    raw('over the cap', 'BODY_TOO_LARGE', `${asked}${' '.repeat(limits.bodyBytes)}}`),
    raw('empty', 'BODY_NOT_JSON', ''),
    raw('null', 'BAD_REQUEST', 'null'),
    raw('a number', 'BAD_REQUEST', '1e400'),
    raw('broken off', 'BODY_NOT_JSON', asked),
    raw('two in one', 'BODY_NOT_JSON', `${asked}}${asked}}`),
    raw('with a comment', 'BODY_NOT_JSON', `${asked}/* */}`),
    raw('a batch of one', 'BAD_REQUEST', `[${asked}}]`),
    raw('a batch of a thousand', 'BAD_REQUEST', `[${Array(1_000).fill(`${asked}}`).join()}]`),
    raw('two queries under one key', 'BODY_AMBIGUOUS', `${asked},"query":"{ viewer { role } }"}`),
    raw('two queries, one key in disguise', 'BODY_AMBIGUOUS', `${asked},"qu\\u0065ry":"{ viewer { role } }"}`),
    raw(
      'one variable twice',
      'BODY_AMBIGUOUS',
      `{"query":${JSON.stringify(byNumber)},"variables":{"value":"a","value":"b"}}`,
    ),
    raw('a prototype', 'BODY_AMBIGUOUS', `${asked},"__proto__":{"admin":true}}`),
    raw('a document that is a number', 'BAD_REQUEST', '{"query":1}'),
    raw('a document as a tree', 'BAD_REQUEST', '{"query":{"kind":"Document","definitions":[]}}'),
  ],
};

const form = 'query=%7B%20hub%20%7B%20now%20%7D%20%7D';
const packed = Buffer.from(
  '1f8b0800000000000003ab562a2c4d2daa54b252aa56c82855a856c8c82f57a8ad55aa050015cf5d5c1a000000',
  'hex',
);
const types: HostileKind = {
  kind: 'kinds of content',
  twin: {
    body: `${asked}}`,
    headers: { 'content-type': 'application/json; charset=utf-8', 'content-encoding': 'identity' },
  },
  hostile: [
    raw('text', 'MEDIA_TYPE_UNSUPPORTED', `${asked}}`, { 'content-type': 'text/plain' }),
    raw('a form', 'MEDIA_TYPE_UNSUPPORTED', form, { 'content-type': 'application/x-www-form-urlencoded' }),
    raw('a form of parts', 'MEDIA_TYPE_UNSUPPORTED', form, { 'content-type': 'multipart/form-data; boundary=x' }),
    raw('a bare document', 'MEDIA_TYPE_UNSUPPORTED', '{ hub { now } }', { 'content-type': 'application/graphql' }),
    raw('XML', 'MEDIA_TYPE_UNSUPPORTED', '<query/>', { 'content-type': 'application/xml' }),
    raw('gzip', 'CONTENT_ENCODING_UNSUPPORTED', packed, { 'content-encoding': 'gzip' }),
    raw('brotli', 'CONTENT_ENCODING_UNSUPPORTED', packed, { 'content-encoding': 'br' }),
    raw('gzip that does not say so', 'BODY_NOT_JSON', packed),
  ],
};

const pages: HostileKind = {
  kind: 'page sizes',
  twin: sent('{ children(first: 200) { nodes { id } } }'),
  hostile: [
    hostile('one more than a page holds', invalid, '{ children(first: 201) { nodes { id } } }'),
    hostile('a thousand million', invalid, '{ children(first: 1000000000) { nodes { id } } }'),
    hostile('none', invalid, '{ children(first: 0) { nodes { id } } }'),
    hostile('fewer than none', invalid, '{ children(first: -1) { nodes { id } } }'),
    hostile('a part', invalid, '{ children(first: 1.5) { nodes { id } } }'),
    hostile('as a variable', 'BAD_USER_INPUT', 'query Q($n: PageSize) { children(first: $n) { nodes { id } } }', {
      n: 1e9,
    }),
    hostile(
      'pages of pages of pages',
      'COST_TOO_HIGH',
      '{ children(first: 200) { nodes { notifications(first: 200) { child { notifications(first: 200) { id } } } } } }',
    ),
    hostile(
      'pages of pages, by a variable',
      'COST_TOO_HIGH',
      'query Q($n: PageSize = 200) { children(first: $n) { nodes { notifications(first: $n) { child { episodes(first: $n) { id } } } } } }',
      {},
    ),
  ],
};

const roots: HostileKind = {
  kind: 'many requests in one',
  twin: sent(`{ ${times(limits.rootFields, (at) => `a${at}: hub { now }`)} }`),
  hostile: [
    hostile('one too many', 'LIMIT_ROOT_FIELDS', `{ ${times(limits.rootFields + 1, (at) => `a${at}: hub { now }`)} }`),
    hostile('three hundred', 'LIMIT_ROOT_FIELDS', `{ ${times(300, (at) => `a${at}: hub { now }`)} }`),
    hostile(
      'behind a fragment',
      'LIMIT_ROOT_FIELDS',
      `{ ...A } fragment A on Query { ${times(20, (at) => `a${at}: hub { now }`)} }`,
    ),
    hostile(
      'twenty notifications',
      'LIMIT_ROOT_FIELDS',
      `mutation Q($i: NotificationSubmitInput!) { ${times(20, (at) => `a${at}: notificationSubmit(input: $i) { __typename }`)} }`,
      { i: { idempotencyKey: '12345678', message: {} } },
    ),
  ],
};

/** ★ The corpus: what is sent to wear the hub out, to find out what it is made of, or to be read in two ways. */
export const hostileKinds: readonly HostileKind[] = [
  nesting,
  cycles,
  bombs,
  floods,
  overlaps,
  directiveFloods,
  tokens,
  characters,
  unknown,
  introspections,
  variables,
  bodies,
  types,
  pages,
  roots,
];
