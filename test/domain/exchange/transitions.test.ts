import { describe, expect, test } from 'vitest';
import { waitingFor } from '../../../src/domain/exchange/deadlines.ts';
import { begin, fold, ownerOf, step } from '../../../src/domain/exchange/standing.ts';
import { type Course, conversationStates, transitions } from '../../../src/domain/exchange/transitions.ts';
import { doncaster, rotherham } from '../../support/exchange-world.ts';

const parties = (course: Course) => ({ course, opener: doncaster, other: rotherham, accountable: doncaster });
const at = '2015-10-20T09:00:00.000Z';
const said = (event: string, sender: string, anchors = {}) => ({ event, sender, at, anchors });
const events = [...new Set(Object.values(transitions).flatMap((rows) => rows.map(({ on }) => on)))];
const ours = (...words: string[]) => words.map((word) => said(word, doncaster));
const theirs = (...words: string[]) => words.map((word) => said(word, rotherham));

const toHeld = [...ours('RHI_REQUEST'), ...theirs('RHI_ACCEPT', 'RHI_STATUS:SCHEDULED', 'RHI_STATUS:HELD')];

const everyTry = (['RHI', 'NOTICE'] as const).flatMap((course) =>
  conversationStates.flatMap((state) =>
    events.flatMap((event) => [doncaster, rotherham].map((sender) => ({ course, state, event, sender }))),
  ),
);
type Try = (typeof everyTry)[number];

const next = ({ course, state, event, sender }: Try) =>
  step({ ...begin(parties(course)), state, since: at, lastSpeaker: rotherham }, said(event, sender));

const mays: Readonly<Record<string, readonly string[]>> = {
  OPENER: [doncaster],
  OTHER: [rotherham],
  EITHER: [doncaster, rotherham],
  NOT_LAST: [doncaster],
};
const isInTable = ({ course, state, event, sender }: Try): boolean =>
  transitions[course]
    .filter(({ from }) => from.includes(state))
    .some(({ on, by }) => [event, event.split(':')[0]].includes(on) && mays[by]?.includes(sender));

describe('the course of a conversation', () => {
  test('an interview goes from request to acknowledged result, and a question about it to its end', () => {
    const log = [
      ...toHeld,
      ...theirs('RHI_RESULT'),
      ...ours('RESULT_ACK:ACCEPTED', 'RESULT_QUERY'),
      ...theirs('RESULT_ANSWER'),
      ...ours('RESULT_ACK:CLOSED'),
    ];
    const states = log.map((_entry, index) => fold(parties('RHI'), log.slice(0, index + 1)).state);
    expect(states).toEqual([
      'REQUESTED',
      'ACCEPTED',
      'SCHEDULED',
      'HELD',
      'RESULT_SENT',
      'ACKNOWLEDGED',
      'QUERIED',
      'ANSWERED',
      'CLOSED',
    ]);
  });

  test('every step that is not in the table is refused, for every state, message and side', () => {
    const wrong = everyTry.filter((one) => (next(one) === null) === isInTable(one));
    const refused = everyTry.filter((one) => next(one) === null).length;
    expect(wrong).toEqual([]);
    expect(refused).toBeGreaterThan(1_000);
  });

  test('a stranger to the conversation moves nothing', () => {
    expect(step(fold(parties('RHI'), ours('RHI_REQUEST')), said('RHI_ACCEPT', 'E08000039'))).toBeNull();
    expect(step(fold(parties('RHI'), ours('RHI_REQUEST')), said('RHI_ACCEPT', rotherham))?.state).toBe('ACCEPTED');
  });

  test.for([
    ['accepted', [...ours('RHI_REQUEST'), ...theirs('RHI_ACCEPT')], rotherham],
    ['declined', [...ours('RHI_REQUEST'), ...theirs('RHI_DECLINE')], doncaster],
    ['expired', ours('RHI_REQUEST', 'ESCALATE:EXPIRED'), doncaster],
    ['requested', ours('RHI_REQUEST'), doncaster],
    ['held', toHeld, rotherham],
  ] as const)(
    'an interview that is %s is performed by one and answered for by the responsible authority',
    ([, log, performer]) => {
      const standing = fold(parties('RHI'), log);
      expect(ownerOf(standing)).toBe(performer);
      expect(standing.accountable).toBe(doncaster);
    },
  );
});

describe('what is waited for', () => {
  const from = '2015-10-22T19:00:00.000Z';
  const requested = { event: 'RHI_REQUEST', sender: doncaster, at: from, anchors: { returnedAt: from } };

  test('a request is answered in twelve hours', () => {
    const waiting = waitingFor(fold(parties('RHI'), [requested]));
    expect(waiting).toEqual({
      awaits: ['RHI_ACCEPT', 'RHI_DECLINE'],
      from: rotherham,
      dueAt: '2015-10-23T07:00:00.000Z',
    });
  });

  test('72 hours are 72 hours, also in the night the clocks go back', () => {
    const standing = fold(parties('RHI'), [requested, said('RHI_ACCEPT', rotherham)]);
    expect(waitingFor(standing)?.dueAt).toBe('2015-10-25T19:00:00.000Z');
  });

  test('a result is due a day after the interview, and never later than the working day after the 72 hours', () => {
    const log = [requested, ...theirs('RHI_ACCEPT', 'RHI_STATUS:SCHEDULED')];
    const held = (heldAt: string) => fold(parties('RHI'), [...log, said('RHI_STATUS:HELD', rotherham, { heldAt })]);
    expect(waitingFor(held('2015-10-23T10:00:00Z'))?.dueAt).toBe('2015-10-24T10:00:00.000Z');
    expect(waitingFor(held('2015-10-29T10:00:00Z'))?.dueAt).toBe('2015-10-27T00:00:00.000Z');
  });

  test.for([
    ['HIGH', '2015-10-20T10:00:00.000Z'],
    ['MEDIUM', '2015-10-20T13:00:00.000Z'],
  ] as const)('an alert of %s risk is acknowledged by %s', ([riskGrade, dueAt]) => {
    const standing = fold(parties('NOTICE'), [said('MISSING_ALERT', doncaster, { riskGrade })]);
    expect(waitingFor(standing)).toEqual({ awaits: ['ACKNOWLEDGE'], from: rotherham, dueAt });
  });

  test('nothing is waited for once a conversation has ended', () => {
    expect(waitingFor(fold(parties('RHI'), [requested, said('RHI_DECLINE', rotherham)]))).toBeNull();
  });
});
