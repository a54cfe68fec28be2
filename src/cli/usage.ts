import { Refusal } from '../domain/errors.ts';

/** The command line or the environment asks for something that makes no sense; nothing was done. */
export class InvalidUsage extends Refusal {
  readonly code = 'INVALID_USAGE';
}

/** The process was asked to end; what it had begun was undone or can be resumed. */
export class Interrupted extends Refusal {
  readonly code = 'INTERRUPTED';
}
