/**
 * ★ How large a document may be. The deepest journey (child, connection, edge, node, notification, gap, field) needs
 * nine levels and the shared child view some 200 fields, so these leave a third to spare; a partner whose system
 * needs more asks for a narrower query, not a wider limit.
 */
export const limits = {
  /** Bytes of a request body. */
  bodyBytes: 100_000,
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
  /** Errors told of one document. */
  errors: 5,
} as const;

/** Stable codes of the refusals that the limits give. */
export type LimitCode = 'LIMIT_DEPTH' | 'LIMIT_ALIASES' | 'LIMIT_DIRECTIVES' | 'LIMIT_ROOT_FIELDS';
