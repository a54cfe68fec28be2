import { expect, test } from 'vitest';
import { isFresh, stepUp } from '../../src/domain/step-up.ts';

const now = 1_800_000_000;
const cases = [
  { title: 'signed in just now, without a password to steal', auth_time: now, acr: 'phr', fresh: true },
  { title: 'with a key kept by hardware', auth_time: now, acr: 'phrh', fresh: true },
  { title: 'as long ago as may be', auth_time: now - stepUp.seconds, acr: 'phr', fresh: true },
  { title: 'a second longer ago', auth_time: now - stepUp.seconds - 1, acr: 'phr', fresh: false },
  { title: 'by a clock five seconds ahead', auth_time: now + 5, acr: 'phr', fresh: true },
  { title: 'in the future', auth_time: now + 6, acr: 'phr', fresh: false },
  { title: 'with a password', auth_time: now, acr: 'urn:password', fresh: false },
  { title: 'nobody says how', auth_time: now, acr: undefined, fresh: false },
  { title: 'nobody says when', auth_time: undefined, acr: 'phr', fresh: false },
];
test.for(cases)('a sign-in, $title: fresh is $fresh', ({ auth_time, acr, fresh }) => {
  expect(isFresh({ auth_time, acr }, now, 5)).toBe(fresh);
});
