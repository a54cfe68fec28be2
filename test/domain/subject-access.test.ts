import { describe, expect, test } from 'vitest';
import { kinds, recordKinds } from '../../src/domain/model/kinds.ts';
import { type AccessVersion, splitForAccess } from '../../src/domain/split-for-access.ts';
import { exemptions, subjectAccess } from '../../src/domain/subject-access.ts';

describe('every field of every kind is either given or held for review', () => {
  test('and the table has no kind that is not there', () => {
    expect(Object.keys(subjectAccess).toSorted()).toEqual([...recordKinds].toSorted());
  });

  test.for(recordKinds)('%s', (kind) => {
    expect(Object.keys(subjectAccess[kind]).toSorted()).toEqual(Object.keys(kinds[kind].shape).toSorted());
    const known = ['RELEASE', 'PLACE', ...Object.keys(exemptions)];
    expect(Object.values(subjectAccess[kind]).filter((handling) => !known.includes(handling))).toEqual([]);
  });

  test.for<readonly [keyof typeof subjectAccess, string]>([
    ['notification', 'informant'],
    ['notification', 'answers'],
    ['person', 'personsPosingRisk'],
    ['person', 'parents'],
    ['person', 'interviewConstraint'],
    ['investigation', 'status'],
    ['risk-indicator', 'factor'],
    ['strategy-meeting', 'minutes'],
    ['interview', 'account'],
    ['health-finding', 'description'],
  ])('%s.%s is never given without a review', ([kind, field]) => {
    expect(new Map(Object.entries(subjectAccess[kind])).get(field)).not.toMatch(/RELEASE|PLACE/);
  });
});

const version = (kind: AccessVersion['kind'], fields: AccessVersion['fields'], more: Partial<AccessVersion> = {}) => ({
  ...{ record: 'r', kind, organisation: 'E08000017', system: 's', key: 'k', statedAt: null, receivedAt: '' },
  ...{ knownFrom: '2015-10-20', knownTo: null, endedAs: null, fields, absences: {} },
  ...more,
});
const split = (...versions: readonly AccessVersion[]) =>
  splitForAccess({
    sourcePersons: [{ organisation: '3714000', system: 'upn', key: 'A1', linkedAt: '', rule: '' }],
    versions,
  });

const home = { lines: ['1 Nowhere Lane'], postcode: 'DN4 0ZZ', uprn: null };

describe('what is given and what is held are never mixed', () => {
  test('a value stands in one of the two, with its exemption where it is held', () => {
    const { release, review } = split(version('person', { religion: 'X', parents: [{ name: 'A parent' }] }));
    expect(release.kinds[0]?.current[0]?.fields).toEqual({ religion: 'X' });
    expect(review.kinds[0]?.current[0]?.fields).toEqual({
      parents: { exemption: 'THIRD_PARTY', ...exemptions.THIRD_PARTY, value: [{ name: 'A parent' }] },
    });
  });

  test('an investigation leaves no trace among what is given, neither does why it says nothing', () => {
    const { release, review } = split(
      version('investigation', { status: 'LIVE', sourceEpisodes: [] }, { absences: { officer: 'NOT_ASKED' } }),
    );
    expect(release.kinds).toEqual([]);
    expect(review.kinds.map(({ kind }) => kind)).toEqual(['investigation']);
  });

  test('a field the table does not know is held', () => {
    const { release, review } = split(version('person', { religion: 'X', somethingNew: 'secret' }));
    expect(JSON.stringify(release)).not.toContain('secret');
    expect(JSON.stringify(review)).toContain('secret');
  });

  test('where a child lives is given, unless any source ever protected an address of theirs', () => {
    const lives = version('person', { homeAddress: home, addressProtected: false });
    const school = version('enrolment', { school: '3714000', yearGroup: '9' }, { organisation: '3714000' });
    const open = split(lives, school);
    expect(JSON.stringify(open.release)).toContain('DN4 0ZZ');
    expect(JSON.stringify(open.release)).toContain('3714000');

    const once = version('person', { addressProtected: true, religion: 'X' }, { knownTo: '2015-10-21' });
    const { release, review } = split(lives, school, once);
    expect(JSON.stringify(release)).not.toMatch(/DN4 0ZZ|3714000|rotected/);
    expect(JSON.stringify(release)).toContain('education');
    expect(JSON.stringify(review)).toMatch(/DN4 0ZZ.*3714000|3714000.*DN4 0ZZ/);
  });

  test('current versions stand apart from earlier ones', () => {
    const { release } = split(
      version('person', { religion: 'X' }),
      version('person', { sex: 'MALE' }, { knownTo: '2' }),
    );
    expect(release.kinds[0]).toMatchObject({
      current: [{ fields: { religion: 'X' } }],
      earlier: [{ fields: { sex: 'MALE' } }],
    });
  });
});
