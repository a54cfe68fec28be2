/**
 * ★ How large a document may be. The deepest journey (child, connection, edge, node, notification, gap, field) needs
 * nine levels and the shared child view some 200 fields, so these leave a third to spare; a partner whose system
 * needs more asks for a narrower query, not a wider limit.
 */
export const limits = {
  /** Bytes of a request body. */
  bodyBytes: 100_000,
  /** Lists and objects within one another in a body: the longest contract, a police message, nests eight deep. */
  bodyDepth: 64,
  /** Keys of a body: a police message with every field given has some 300. */
  bodyKeys: 5_000,
  /** Words and signs of a document. */
  tokens: 2_000,
  /** Nested fields; introspection is bounded by GraphQL's own rule instead. */
  depth: 12,
  /** Aliased fields, and fields named again beside themselves, each fragment counted wherever it is spread. */
  aliases: 50,
  /** Directives written in a document. */
  directives: 10,
  /** Fields at the root of an operation. */
  rootFields: 10,
  /** Selections once every fragment is spread. */
  selections: 5_000,
  /** Characters of a name: those of operations are kept in the ledger, those of aliases are sent back with every row. */
  nameCharacters: 200,
  /** Characters of a text written into a document: what is longer than a sentence or two belongs into a variable. */
  textCharacters: 4_000,
  /** Errors told of one document. */
  errors: 5,
} as const;

/** Stable codes of the refusals that the limits give. */
export type LimitCode =
  | 'LIMIT_DEPTH'
  | 'LIMIT_ALIASES'
  | 'LIMIT_DIRECTIVES'
  | 'LIMIT_ROOT_FIELDS'
  | 'LIMIT_NAMES'
  | 'LIMIT_TEXTS';

/**
 * ★ What operations may cost. One value that may be given out costs one point, with the sizes of the pages it stands in
 * multiplied: `children(first: 20) { nodes { givenNames } }` costs some twenty. The shared child view costs about 1,200.
 */
export const costs = {
  /** Asking at all, before the document is read; what a refused document costs too. */
  request: 20,
  /** A mutation: it takes the one write lane and derives a child anew. */
  mutation: 500,
  /** How many entries a list that has no page size is taken to hold: absences, sources, gaps, names. */
  listed: 5,
  /** One operation. Fifty children with everything known of them and their absences, at the page sizes nobody changed. */
  operation: 500_000,
  /** One person or system of an organisation in a minute: ten of those, or a child's page opened 60 times a second. */
  perMinute: 5_000_000,
  /** Persons whose spending is remembered at once; the one who asked longest ago is forgotten first. */
  spenders: 20_000,
} as const;
