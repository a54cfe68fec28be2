import type { OperationDefinitionNode } from 'graphql';
import type { Viewer } from '../domain/viewer.ts';
import type { Log } from './log.ts';

/** ★ When it is told that somebody keeps asking for children they are not shown: whether there are such is not said. */
export const denialAlert = {
  /** Answers of nothing by one person or system… */
  misses: 20,
  /** …in so many milliseconds; then told once, and not again for as long. */
  windowMs: 300_000,
  /** Persons watched at once; the one who missed longest ago is forgotten first. */
  watched: 20_000,
} as const;

/** What one answer held of nothing. */
export interface Misses {
  readonly viewer: Viewer;
  readonly requestId: string;
  /** Root fields that were answered with null. */
  readonly count: number;
}

/** Hears of answers of nothing. */
export type NoteMisses = (misses: Misses) => void;

interface Watched {
  /** When the newest misses were, oldest first. */
  readonly times: number[];
  quietUntil: number;
}

interface WatchParts {
  readonly log: Pick<Log, 'warn'>;
  /** Milliseconds of system time. */
  readonly systemNow: () => number;
}

/** Watches for enumeration: one log line once a person has had twenty answers of nothing within five minutes. */
export const denialWatch = ({ log, systemNow }: WatchParts): NoteMisses => {
  const watched = new Map<string, Watched>();
  const watchedAs = (key: string): Watched => {
    const known = watched.get(key) ?? { times: [], quietUntil: 0 };
    watched.delete(key);
    watched.set(key, known);
    const oldest = watched.keys().next();
    if (watched.size > denialAlert.watched && !oldest.done) watched.delete(oldest.value);
    return known;
  };
  return ({ viewer: { organisation, person, role, purpose }, requestId, count }) => {
    const now = systemNow();
    const known = watchedAs(JSON.stringify([organisation, person]));
    for (let miss = 0; miss < count; miss += 1) known.times.push(now);
    known.times.splice(0, known.times.length - denialAlert.misses);
    const [first = now] = known.times;
    const isMany = known.times.length === denialAlert.misses && now - first < denialAlert.windowMs;
    if (!isMany || now < known.quietUntil) return;
    known.quietUntil = now + denialAlert.windowMs;
    log.warn('denials', { code: 'DENIALS', requestId, organisation, role, purpose });
  };
};

const nullsIn = (data: unknown): number =>
  typeof data === 'object' && data !== null ? Object.values(data).filter((value) => value === null).length : 0;

const hasOneRoot = ({ selectionSet: { selections } }: OperationDefinitionNode): boolean =>
  selections.length === 1 && selections[0]?.kind === 'Field';

/** Answers of nothing among the root fields of a query: pages and facts of the request are never null. */
export const missesIn = (operation: OperationDefinitionNode, data: unknown): number =>
  operation.operation === 'query' ? nullsIn(data) : 0;

/** The same of a planned answer, which is text; one root field that touched a child was not answered with null. */
export const missesInText = (operation: OperationDefinitionNode, data: string, touched: number): number =>
  touched > 0 && hasOneRoot(operation) ? 0 : nullsIn(JSON.parse(data));
