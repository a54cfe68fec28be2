import type { Absences } from '../../src/domain/absence.ts';
import type { Answer } from '../../src/domain/model/notification.ts';
import type { LeafInputs } from './answers.ts';

const holdsSomething = (raw: unknown): boolean =>
  raw !== null && raw !== undefined && raw !== '' && !(Array.isArray(raw) && raw.length === 0);

/** Leaves that held something of which no answer was made, each as absent under its own path: lost here, not by the force. */
export const lostLeaves = (inputs: LeafInputs, answers: Readonly<Record<string, Answer>>): Absences =>
  Object.fromEntries(
    [...inputs]
      .filter(([, { raw, answer }]) => holdsSomething(raw) || holdsSomething(answer))
      .filter(([path]) => answers[path]?.sent !== true)
      .map(([path]) => [path, { reason: 'LOST_IN_MAPPING' }]),
  );
