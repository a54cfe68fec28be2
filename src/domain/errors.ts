/**
 * A refusal a caller can act on. `code` is stable and literal, so a caller may switch on it.
 * Messages are templates: they name files, rows, fields and rules, never a value of a child's record.
 */
export abstract class Refusal extends Error {
  abstract readonly code: string;
}

/** What the caller asked for is not a legal request: a wrong argument, an unknown word, an impossible date. */
export class InvalidRequest extends Refusal {
  readonly code = 'INVALID_REQUEST';
}

/** The thing does not exist or the caller may not know of it; the two are never told apart. */
export class NotFound extends Refusal {
  readonly code = 'NOT_FOUND';
}

/** The caller is known and may not do this. */
export class NotPermitted extends Refusal {
  readonly code = 'NOT_PERMITTED';
}

/** The caller's picture is out of date: the record has changed since the version it named. */
export class VersionConflict extends Refusal {
  readonly code = 'VERSION_CONFLICT';
}

/** The idempotency key was used before, with another request. */
export class KeyReused extends Refusal {
  readonly code = 'IDEMPOTENCY_KEY_REUSED';
}

/** The caller has asked more often than their budget lets them; the message says from when on they may again. */
export class BudgetSpent extends Refusal {
  readonly code = 'BUDGET_SPENT';
}

/** The work has to be taken in hand first: it is in nobody’s, or in somebody else’s. */
export class NotClaimed extends Refusal {
  readonly code = 'NOT_CLAIMED';
}

/** What was to be decided is decided, or there is nothing to decide any more. */
export class Overtaken extends Refusal {
  readonly code = 'OVERTAKEN';
}

/** The caller has said already what another person must say too. */
export class AnotherPersonNeeded extends Refusal {
  readonly code = 'ANOTHER_PERSON_NEEDED';
}

/** What was sent is marked above what the hub may hold; nothing of it is kept. */
export class MarkingTooHigh extends Refusal {
  readonly code = 'MARKING_TOO_HIGH';
}
