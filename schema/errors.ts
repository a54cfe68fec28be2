import {
  AnotherPersonNeeded as AnotherPersonNeededError,
  BudgetSpent as BudgetSpentError,
  InvalidRequest as InvalidRequestError,
  KeyReused as KeyReusedError,
  MarkingTooHigh as MarkingTooHighError,
  NotClaimed as NotClaimedError,
  NotFound as NotFoundError,
  NotPermitted as NotPermittedError,
  Overtaken as OvertakenError,
  Refusal as RefusalError,
  VersionConflict as VersionConflictError,
} from '../src/domain/errors.ts';
import { builder } from './builder.ts';

/** What every refusal tells. */
export const Refusal = builder.interfaceRef<Refused>('Refusal').implement({
  description: 'Why a request was refused, in a way the caller can act on.',
  resolveType: ({ refusedAs }) => refusedAs,
  fields: (t) => ({
    code: t.exposeString('code', { nullable: false, description: 'Stable word for the refusal.' }),
    message: t.exposeString('message', {
      nullable: false,
      description: 'What to mend. It never holds a child’s data.',
    }),
  }),
});

export const InvalidRequest = builder.objectRef<Refused>('InvalidRequest').implement({
  description: 'The request itself is not usable.',
  interfaces: [Refusal],
});
export const NotPermitted = builder.objectRef<Refused>('NotPermitted').implement({
  description: 'The caller may not do this.',
  interfaces: [Refusal],
});
export const NotFound = builder.objectRef<Refused>('NotFound').implement({
  description: 'There is no such thing, or the caller may not know of it.',
  interfaces: [Refusal],
});
export const BudgetSpent = builder.objectRef<Refused>('BudgetSpent').implement({
  description: 'The caller has asked as often as they may for now.',
  interfaces: [Refusal],
});
export const VersionConflict = builder.objectRef<Refused>('VersionConflict').implement({
  description: 'The record has changed since the version the caller named.',
  interfaces: [Refusal],
});
export const KeyReused = builder.objectRef<Refused>('KeyReused').implement({
  description: 'The idempotency key was used before with another request.',
  interfaces: [Refusal],
});

export const MarkingTooHigh = builder.objectRef<Refused>('MarkingTooHigh').implement({
  description: 'What was sent is marked above what the hub may hold; nothing of it is kept.',
  interfaces: [Refusal],
});

const NotClaimed = builder.objectRef<Refused>('NotClaimed').implement({
  description: 'The work is in nobody’s hands, or in somebody else’s: claim it first.',
  interfaces: [Refusal],
});
const Overtaken = builder.objectRef<Refused>('Overtaken').implement({
  description: 'It is decided, or there is nothing to decide any more.',
  interfaces: [Refusal],
});
const AnotherPersonNeeded = builder.objectRef<Refused>('AnotherPersonNeeded').implement({
  description: 'The caller has said already what another person must say too.',
  interfaces: [Refusal],
});

/** Types of the refusals a mutation may answer with. */
export const refusals = [
  InvalidRequest,
  NotPermitted,
  NotFound,
  VersionConflict,
  KeyReused,
  BudgetSpent,
  MarkingTooHigh,
] as const;

/** The same of work that somebody takes in hand, or that takes two. */
export const handedRefusals = [...refusals, NotClaimed, Overtaken, AnotherPersonNeeded] as const;

const refusalClasses = {
  InvalidRequest: InvalidRequestError,
  NotPermitted: NotPermittedError,
  NotFound: NotFoundError,
  VersionConflict: VersionConflictError,
  KeyReused: KeyReusedError,
  BudgetSpent: BudgetSpentError,
  MarkingTooHigh: MarkingTooHighError,
  NotClaimed: NotClaimedError,
  Overtaken: OvertakenError,
  AnotherPersonNeeded: AnotherPersonNeededError,
} as const;
type RefusalName = keyof typeof refusalClasses;

/** A refusal as a value: what a resolver returns as an error GraphQL would throw. */
export interface Refused {
  readonly refusedAs: RefusalName;
  readonly code: string;
  readonly message: string;
}

const names = Object.keys(refusalClasses).filter((name): name is RefusalName => name in refusalClasses);

const isRefused = (value: object): value is Refused => 'refusedAs' in value;

/** The type of a payload that is either of one type or a refusal. */
export const payloadType =
  (name: string) =>
  (value: object): string =>
    isRefused(value) ? value.refusedAs : name;

/** Runs a use case and gives its refusal as a value; faults pass through. */
export const refusable = async <Outcome>(run: () => Promise<Outcome>): Promise<Outcome | Refused> => {
  try {
    return await run();
  } catch (error) {
    const refusedAs = names.find((name) => error instanceof refusalClasses[name]);
    if (refusedAs === undefined || !(error instanceof RefusalError)) throw error;
    return { refusedAs, code: error.code, message: error.message };
  }
};
