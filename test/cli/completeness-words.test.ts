import { expect, test } from 'vitest';
import type { Report } from '../../src/cli/completeness-report.ts';
import { reportWords } from '../../src/cli/completeness-words.ts';

const place = { force: null, authority: null, unit: null, week: null, month: null };
const total: Report['total'] = {
  ...place,
  ...{ notifications: 4, firstComplete: 1, latestComplete: 3, stillIncomplete: 1, firstScore: 0.5, latestScore: 0.75 },
  ...{ firstSeedScore: 0.25, latestSeedScore: 0.5, medianHoursToComplete: 7.5 },
};
const sent = { lastBefore: null, daysWithNone: 3, longestSilenceDays: 2, fieldsCarried: ['religion'] };
const silent = { notifications: 0, firstOn: null, lastOn: null, daysWithNone: 7, longestSilenceDays: 7 };
const item = { coverage: 1, records: 4, validAndComplete: 4, defaults: null, thresholdPercent: null };
const report: Report = {
  ...{ from: '2015-10-16', to: '2015-10-22', by: [], force: null, asKnownAt: null, withheldFields: [], uncounted: 0 },
  ...{ total, groups: [], fields: [], index: 41.25 },
  feeds: [
    { force: '14', notifications: 4, firstOn: '2015-10-16', lastOn: '2015-10-21', ...sent },
    { force: '16', ...silent, lastBefore: '2015-10-02', fieldsCarried: [] },
    { force: '13', ...silent, lastBefore: null, fieldsCarried: [] },
  ],
  items: ['culture', 'religion', 'language', 'photo'].map((field, at) => ({ field, score: 10 * (4 - at), ...item })),
};
const asker = { role: 'auditor', organisation: 'DSCP', purpose: 'AUDIT_PSEUDONYMISED' };

test('a feed that sent nothing is said to be silent, and since when', () => {
  const words = reportWords(report, asker);
  expect(words).toMatch(
    /^ {2}feed of force 14: 4 notifications, the last on 2015-10-21, silent for 2 days at longest/m,
  );
  expect(words).toMatch(/^ {2}feed of force 16: silent; the last came on 2015-10-02$/m);
  expect(words).toMatch(/^ {2}feed of force 13: silent; it never sent any$/m);
});

test('the index names what weighs it down', () => {
  expect(reportWords(report, asker)).toMatch(
    /data quality index: 41\.3 of 100; lowest photo 10\.0, language 20\.0, religion 30\.0$/m,
  );
});

test('what no count holds is said before the counts, with the command to mend it', () => {
  expect(reportWords(report, asker)).not.toMatch(/NOT ALL/);
  const lines = reportWords({ ...report, uncounted: 120 }, asker).split('\n');
  expect(lines[1]).toMatch(/NOT ALL ARE COUNTED: 120 .*homeward rebuild/);
});
