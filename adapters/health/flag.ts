import { concept } from './datatypes.ts';
import { type FindingReader, plainFinding, readStatus, takenBack } from './finding.ts';
import { take, takeAll, takePeriod } from './source.ts';

/** ★ Statuses of a flag. */
const statuses = new Map([
  ['active', 'ACTIVE'],
  ['inactive', 'INACTIVE'],
  ['entered-in-error', null],
] as const);

/** A warning on a record, that of CP-IS included. */
export const readFlag: FindingReader = (source) => {
  const { word, status } = readStatus(source, 'status', 'clinicalStatus', statuses);
  if (word === 'entered-in-error') return takenBack(source, 'status');
  const period = takePeriod(source, 'period');
  return {
    ...plainFinding,
    findingType: 'ALERT',
    concept: take(source, 'code', concept),
    beside: takeAll(source, 'category', concept),
    clinicalStatus: status,
    recorded: { raw: period?.start ?? null, element: 'period.start' },
    ended: { raw: period?.end ?? null, element: 'period.end' },
  };
};
