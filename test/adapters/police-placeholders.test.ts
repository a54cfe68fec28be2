import { describe, expect, test } from 'vitest';
import { exampleMessage } from '../../adapters/police/contract.ts';
import { readMessage } from '../../adapters/police/index.ts';
import type { AnswerState } from '../../src/domain/model/notification.ts';
import { assessNotification } from '../../src/domain/profile/assess.ts';

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const withLeaf = (message: Json, [name = '', ...rest]: readonly string[], to: unknown): Json => {
  const inner = message[name];
  return { ...message, [name]: rest.length === 0 ? to : withLeaf(isObject(inner) ? inner : {}, rest, to) };
};

const receivedAt = '2015-10-23T09:00:00Z';
const read = (path: string, to: unknown) =>
  readMessage(withLeaf(exampleMessage(), path.split('.'), to), {
    organisation: '14',
    receivedAt,
    locator: 'notifications[0]',
  });

const notificationIn = (record: ReturnType<typeof read>) => {
  const fact = record.facts.find(({ kind }) => kind === 'notification');
  if (fact?.kind !== 'notification') throw new Error('no notification');
  return fact.body;
};
const stateOf = (path: string, to: unknown, leaf = path): AnswerState | undefined =>
  notificationIn(read(path, to)).answers[leaf]?.state;

const gapsWith = (path: string, to: unknown): readonly string[] =>
  assessNotification({ message: notificationIn(read(path, to)), earlier: [], careStatus: 'LAC', receivedAt })
    .gaps.filter(({ requirement }) => requirement !== 'RECOMMENDED')
    .map(({ field }) => field);

const who = { askedBy: 'PC 2281', askedAt: '2015-10-19T20:50:00Z' };

describe('words that stand where an answer should', () => {
  const [unknown, inapplicable, declined, filler] = [
    ['INVALID', 'NOT_KNOWN_ASKED'],
    ['INVALID', 'NOT_APPLICABLE'],
    ['DECLINED', 'DECLINED'],
    ['INVALID', 'INVALID'],
  ] as const;
  const words = [
    ...['not known', 'Unknown', 'NK', 'n/k', 'unk', 'don’t know', 'dk', 'not known at this time', 'UNKNOWN.'].map(
      (word) => [word.replace('’', "'"), unknown] as const,
    ),
    ...['unknown at present', '[unknown]', 'no information'].map((word) => [word, unknown] as const),
    ...['N/A', 'n/a', 'NA', 'n.a.', 'Not applicable', '#N/A', '(n/a)'].map((word) => [word, inapplicable] as const),
    ...['declined', 'Refused', 'NOT_ANSWERED', 'prefer not to say'].map((word) => [word, declined] as const),
    ...['tbc', 'TBA', 'tbc.', '(tbc)', '"TBC"', 'to be confirmed', 'to follow', 'pending'].map(
      (word) => [word, filler] as const,
    ),
    ...['awaiting information', 'not recorded', 'not obtained', 'not stated', 'see log', 'as above'].map(
      (word) => [word, filler] as const,
    ),
    ...['null', 'undefined', 'NaN', '-', '--', '.', '...', '?', '???', '***', 'x', 'xxx', '__', '/'].map(
      (word) => [word, filler] as const,
    ),
  ];

  test.for(words)('%j is no answer unless it was asked for: [unasked, asked] is %j', ([word, [unasked, asked]]) => {
    expect([stateOf('child.religion', word), stateOf('child.religion', { value: word, ...who })]).toEqual([
      unasked,
      asked,
    ]);
    // Whatever it would have meant: without who asked and when, it is held against the message.
    expect(gapsWith('child.religion', word)).toEqual(['religion']);
  });

  const answers = ['None', 'Unknown to services before', 'Pendle', 'Tbilisi', 'X-ray pending at hospital', 'Nk’s Cafe'];
  test.for(answers)('%j is an answer', (text) => {
    expect(stateOf('child.religion', text)).toBe('PRESENT');
    expect(gapsWith('child.religion', text)).toEqual([]);
  });

  test.for([
    ['child.appearance.hair', 'tbc', 'appearance'],
    ['circumstances.narrative', 'see log', 'circumstances'],
    ['circumstances.lastSeen.place', 'N/A', 'lastSeen'],
    ['child.culture', 'not known', 'culture'],
  ] as const)('in %s as anywhere: %j leaves %s unanswered', ([path, word, field]) => {
    expect(gapsWith(path, 'A plain answer')).toEqual([]);
    expect(gapsWith(path, word)).toEqual([field]);
  });
});

describe('days that stand where a date should', () => {
  const fillers = ['01/01/1900', '1900-01-01', '01/01/1901', '31/12/1899', '1753-01-01', '01/01/1970', '1900'];
  test.for(fillers)('%s is no date of birth', (text) => {
    expect(stateOf('child.dateOfBirth', text)).toBe('INVALID');
    expect(gapsWith('child.dateOfBirth', text)).toContain('dateOfBirth');
  });

  test.for(['14/03/2001', '2001-03-14', '2001-03', '01/01/2001'])('%s is one', (text) => {
    expect(stateOf('child.dateOfBirth', text)).toBe('PRESENT');
  });

  test.for(['1970-01-01T00:00:00Z', '1900-01-01T00:00:00Z', '01/01/1900 00:00'])('nothing was sent at %s', (text) => {
    expect(stateOf('message.sentAt', text)).toBe('INVALID');
  });
});

describe('an ethnicity that is not stated', () => {
  test.for([
    [{ code: 'NS', notStatedReason: 'N4' }, 'DECLINED', true],
    [{ code: 'NS' }, 'INVALID', true],
    [{ code: 'NS', notStatedReason: 'tbc' }, 'INVALID', true],
    [{ code: { value: 'NS', ...who }, notStatedReason: 'N4' }, 'DECLINED', false],
    [{ code: { value: 'NOBT', ...who } }, 'NOT_KNOWN_ASKED', false],
    [{ code: 'NOBT' }, 'NOT_KNOWN_ASKED', true],
    [{ code: { value: 'REFU', ...who } }, 'DECLINED', false],
    [{ code: 'REFU' }, 'DECLINED', true],
    [{ code: 'IC1' }, 'INVALID', true],
    [{ code: 'W1', statedBy: 'SELF' }, 'PRESENT', false],
  ] as const)('%j is %s; held against the message: %s', ([given, state, isGap]) => {
    expect(stateOf('child.ethnicity', given, 'child.ethnicity.code')).toBe(state);
    expect(gapsWith('child.ethnicity', given).includes('ethnicity')).toBe(isGap);
  });
});
