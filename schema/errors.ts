import {
  InvalidRequest as InvalidRequestError,
  KeyReused as KeyReusedError,
  NotPermitted as NotPermittedError,
  type Refusal as RefusalError,
  VersionConflict as VersionConflictError,
} from '../src/domain/errors.ts';
import { builder } from './builder.ts';

/** What every refusal tells. */
export const Refusal = builder.interfaceRef<RefusalError>('Refusal').implement({
  description: 'Why a request was refused, in a way the caller can act on.',
  resolveType: (error) => error.constructor.name,
  fields: (t) => ({
    code: t.exposeString('code', { nullable: false, description: 'Stable word for the refusal.' }),
    message: t.exposeString('message', {
      nullable: false,
      description: 'What to mend. It never holds a child’s data.',
    }),
  }),
});

export const InvalidRequest = builder.objectRef<InvalidRequestError>('InvalidRequest').implement({
  description: 'The request itself is not usable.',
  interfaces: [Refusal],
});
export const NotPermitted = builder.objectRef<NotPermittedError>('NotPermitted').implement({
  description: 'The caller may not do this.',
  interfaces: [Refusal],
});
export const VersionConflict = builder.objectRef<VersionConflictError>('VersionConflict').implement({
  description: 'The record has changed since the version the caller named.',
  interfaces: [Refusal],
});
export const KeyReused = builder.objectRef<KeyReusedError>('KeyReused').implement({
  description: 'The idempotency key was used before with another request.',
  interfaces: [Refusal],
});

/** Types of the refusals a mutation may answer with. */
export const refusals = [InvalidRequest, NotPermitted, VersionConflict, KeyReused] as const;

type Refused = InvalidRequestError | NotPermittedError | VersionConflictError | KeyReusedError;

const isRefused = (error: unknown): error is Refused =>
  error instanceof InvalidRequestError ||
  error instanceof NotPermittedError ||
  error instanceof VersionConflictError ||
  error instanceof KeyReusedError;

/** Runs a use case and gives its refusal as a value; faults pass through. */
export const refusable = async <Outcome>(run: () => Promise<Outcome>): Promise<Outcome | Refused> => {
  try {
    return await run();
  } catch (error) {
    if (isRefused(error)) return error;
    throw error;
  }
};
