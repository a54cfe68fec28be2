import { concept } from './datatypes.ts';
import { type FindingReader, firstDated, plainFinding, readStatus, takenBack } from './finding.ts';
import { take, takePeriod, takeText } from './source.ts';

/** ★ Clinical and verification statuses of conditions and allergies; their own ruling out is REFUTED. */
export const clinicalStatuses = new Map([
  ['active', 'ACTIVE'],
  ['recurrence', 'ACTIVE'],
  ['relapse', 'ACTIVE'],
  ['inactive', 'INACTIVE'],
  ['remission', 'INACTIVE'],
  ['resolved', 'RESOLVED'],
] as const);

export const verifications = new Map([
  ['confirmed', 'CONFIRMED'],
  ['unconfirmed', 'UNCONFIRMED'],
  ['provisional', 'UNCONFIRMED'],
  ['differential', 'UNCONFIRMED'],
  ['refuted', 'REFUTED'],
  ['entered-in-error', null],
] as const);

/** A condition, problem or diagnosis. */
export const readCondition: FindingReader = (source) => {
  const verification = readStatus(source, 'verificationStatus', 'verification', verifications);
  if (verification.word === 'entered-in-error') return takenBack(source, 'verificationStatus');
  return {
    ...plainFinding,
    findingType: 'CONDITION',
    concept: take(source, 'code', concept),
    clinicalStatus: readStatus(source, 'clinicalStatus', 'clinicalStatus', clinicalStatuses).status,
    verification: verification.status,
    recorded: firstDated([
      { raw: takeText(source, 'recordedDate', 'assertedDate'), element: 'recordedDate' },
      { raw: takeText(source, 'onsetDateTime'), element: 'onsetDateTime' },
      { raw: takePeriod(source, 'onsetPeriod')?.start ?? null, element: 'onsetPeriod.start' },
    ]),
    ended: firstDated([
      { raw: takeText(source, 'abatementDateTime'), element: 'abatementDateTime' },
      { raw: takePeriod(source, 'abatementPeriod')?.end ?? null, element: 'abatementPeriod.end' },
    ]),
  };
};
