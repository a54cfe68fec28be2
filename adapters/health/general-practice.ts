import type { AnyCanonicalRecord } from '../../src/domain/adapter.ts';
import { bodyWith } from '../../src/domain/model/body-with.ts';
import { type Reference, reference } from './datatypes.ts';
import { organisationOf } from './organisation-code.ts';
import { readDay, report, type Source, takeAll } from './source.ts';
import { subjectOf } from './told.ts';

const element = 'generalPractitioner';

interface About {
  readonly key: string;
  readonly child: string;
  readonly at: string | null;
}

const involvementOf = (source: Source, { key, child, at }: About, given: Reference): readonly AnyCanonicalRecord[] => {
  const { code } = organisationOf(source, given);
  if (code === null) return [];
  const span = given.identifier?.period ?? null;
  const absences: Source['absences'] = {};
  const within = { ...source, absences };
  const startedOn = readDay(within, span?.start ?? null, `${element}.identifier.period.start`, 'startedOn');
  const endedOn = readDay(within, span?.end ?? null, `${element}.identifier.period.end`, 'endedOn');
  // An end that cannot be read would otherwise be no end, and the registration would last.
  if (endedOn === null && (span?.end ?? null) !== null) {
    report(source.issues, source.resource, 'end', element, 'When the registration ended cannot be read.');
    return [];
  }
  for (const field of ['personId', 'personName']) absences[field] = { reason: 'NOT_APPLICABLE' };
  const said = { jobTitle: 'General practitioner', startedOn, endedOn };
  const body = bodyWith('involvement', { involvement: 'HEALTH', involvedOrganisation: code, ...said });
  const fact = { kind: 'involvement' as const, subject: subjectOf(child), statedAt: at, body, absences };
  return [{ ...fact, key: `${key}/gp/${code}` }];
};

/** The practices a patient is registered with. The sender is not one of them, so nobody's way in follows from it. */
export const readPractices = (source: Source, about: About): readonly AnyCanonicalRecord[] => {
  const facts = takeAll(source, element, reference).flatMap((given) => involvementOf(source, about, given));
  return facts.filter(({ key }, index) => facts.findIndex((other) => other.key === key) === index);
};
