import { expect, test } from 'vitest';
import { isAboveCeiling, markings } from '../../src/domain/marking.ts';

const above = [
  ...['SECRET', 'secret', ' Secret ', 'TOP SECRET', 'Top-Secret', 'TOPSECRET', 'UK SECRET', 'UK TOP SECRET'],
  ...[
    'SECRET//UK EYES ONLY',
    'SECRET - POLICE',
    '"SECRET"',
    '["OFFICIAL","SECRET"]',
    'ＳＥＣＲＥＴ',
    'OFFICIAL/SECRET',
  ],
];
test.for(above)('%s is above what the hub may hold', (marking) => {
  expect(isAboveCeiling(marking)).toBe(true);
});

const within = [
  ...markings,
  ...['official', 'OFFICIAL-SENSITIVE POLICE', 'CONFIDENTIAL', 'RESTRICTED', 'PROTECT', 'Secretary', 'SECRETARIAT', ''],
];
test.for(within)('"%s" is not', (marking) => {
  expect(isAboveCeiling(marking)).toBe(false);
});
