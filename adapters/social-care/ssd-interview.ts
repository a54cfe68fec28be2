import type { Absences, FieldAbsence, SourceAbsenceReason } from '../../src/domain/absence.ts';
import type { RecordBody } from '../../src/domain/model/kinds.ts';
import { blankInterview } from '../blank.ts';
import { type Row, report, textOf } from './row.ts';

type Interview = RecordBody['interview'];
type Answer = NonNullable<Interview['offered']>;

interface Reading {
  readonly answer: Answer | null;
  /** Why there is no answer; undefined where there is one, or the file does not ask. */
  readonly reason: SourceAbsenceReason | undefined;
}

const answers: Readonly<Record<string, Answer>> = {
  Y: 'YES',
  YES: 'YES',
  N: 'NO',
  NO: 'NO',
  NA: 'NOT_APPLICABLE',
  'N/A': 'NOT_APPLICABLE',
};

/**
 * The return home interview a row tells of; null where both its columns are empty, since then it tells of none.
 * The status says only what is certain: who declined an accepted "N", child or parent, the table does not tell, so
 * such an interview stays OFFERED.
 */
export function interviewOf(
  row: Row,
  sourceEpisode: string,
): { readonly body: Interview; readonly absences: Absences } | null {
  if (textOf(row, 'rhi_offered') === '' && textOf(row, 'rhi_accepted') === '') return null;
  const offered = readAnswer(row, 'rhi_offered');
  const accepted = afterOffer(offered, readAnswer(row, 'rhi_accepted'));
  const isContradicted = offered.answer === 'NO' && accepted.answer === 'YES';
  if (isContradicted)
    report(row, 'ACCEPTED_NOT_OFFERED', 'rhi_accepted', 'The interview is accepted but was not offered');
  const status = isContradicted ? null : statusOf(offered.answer, accepted.answer);
  return {
    body: { ...blankInterview(sourceEpisode), offered: offered.answer, accepted: accepted.answer, status },
    absences: withReasons({
      offered: offered.reason,
      accepted: accepted.reason,
      status: status === null ? whyNoStatus(offered, isContradicted) : undefined,
    }),
  };
}

function readAnswer(row: Row, column: string): Reading {
  const word = textOf(row, column).toUpperCase();
  if (word === '') return { answer: null, reason: row.cells.has(column) ? 'NOT_ASKED' : undefined };
  const answer = Object.hasOwn(answers, word) ? answers[word] : undefined;
  if (answer) return { answer, reason: undefined };
  report(row, 'INVALID_CODE', column, 'The answer is none of Y, N and NA');
  return { answer: null, reason: 'INVALID' };
}

// Nobody can accept what was not offered: an empty answer is then no gap.
function afterOffer(offered: Reading, accepted: Reading): Reading {
  const isMoot = offered.answer === 'NO' || offered.answer === 'NOT_APPLICABLE';
  return isMoot && accepted.reason === 'NOT_ASKED' ? { answer: null, reason: 'NOT_APPLICABLE' } : accepted;
}

function statusOf(offered: Answer | null, accepted: Answer | null): Interview['status'] {
  if (accepted === 'YES') return 'ACCEPTED';
  if (offered === 'YES') return 'OFFERED';
  return offered === 'NO' ? 'NOT_YET_OFFERED' : null;
}

function whyNoStatus(offered: Reading, isContradicted: boolean): SourceAbsenceReason | undefined {
  if (isContradicted) return 'INVALID';
  return offered.answer === 'NOT_APPLICABLE' ? 'NOT_APPLICABLE' : offered.reason;
}

function withReasons(reasons: Readonly<Record<string, SourceAbsenceReason | undefined>>): Absences {
  const absences: Record<string, FieldAbsence> = {};
  for (const [field, reason] of Object.entries(reasons)) if (reason) absences[field] = { reason };
  return absences;
}
