import type { Contact } from '../../src/domain/model/values.ts';
import { childOf } from './child.ts';
import { wordsOf } from './concepts.ts';
import { concept, contactPoint } from './datatypes.ts';
import { own } from './fields.ts';
import { isUnshared } from './is-unshared.ts';
import { readFullName } from './person-names.ts';
import { restrictionOf } from './restriction.ts';
import { isCurrent, isOver, type Source, statedAt, takeAll, takePeriod } from './source.ts';
import { silent, type Told } from './told.ts';

const readPhone = (source: Source): string | null => {
  const phones = takeAll(source, 'telecom', contactPoint).filter(
    ({ system, value }) => system === 'phone' && value !== null,
  );
  const current = phones.filter(({ period }) => isCurrent(period, source.file.receivedOn));
  return (current.find(({ use }) => use === 'mobile') ?? current[0])?.value ?? null;
};

const readRelationship = (source: Source): string | null => {
  const words = takeAll(source, 'relationship', concept).flatMap((one) => wordsOf(one) ?? []);
  return words.join(', ') || null;
};

/** Who ended being anything to the child says nothing any more. */
const isFormer = (source: Source): boolean =>
  own(source.resource.fields, 'active') === false || isOver(takePeriod(source, 'period'), source.file.receivedOn);

/** A parent, guardian or carer. The telephone of a restricted child's may be where the child is. */
export const readRelatedPerson = (source: Source): Told => {
  const child = childOf(source, 'patient');
  if (child === null || isFormer(source) || isUnshared(source)) return { ...silent, child };
  const isRestricted = source.file.restricted.has(child) || restrictionOf(source.resource) !== 'NONE';
  if (isRestricted) source.drawn.push('restricted');
  const name = readFullName(source);
  const relationship = readRelationship(source);
  const contact: Contact = { name, relationship, phone: isRestricted ? null : readPhone(source), organisation: null };
  const saysSomething = (name ?? relationship ?? contact.phone) !== null;
  return { child, statedAt: statedAt(source), facts: [], ...(saysSomething ? { contact } : {}) };
};
