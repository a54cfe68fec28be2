import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openReviewHub, type ReviewHub } from '../support/review-hub.ts';
import { typeCommand } from '../support/type-command.ts';

let hub: ReviewHub;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  hub = await openReviewHub();
  const absent = { from: '2026-02-20', to: '2026-02-21' };
  await hub.send(
    'a.upsert',
    ['Marsden', 'Marston'].map((family) => ({
      ...{ key: family, child: family, given: 'Keziah', family, born: '2012-05-14', missing: absent },
    })),
  );
  env = { DATABASE_URL: hub.database.url, HOMEWARD_KEY: '07'.repeat(32), HOMEWARD_CLOCK: '2026-03-02T09:00:00Z' };
});
afterAll(() => hub.close());

const duty = ['--role', 'duty-team', '--organisation', 'E08000017'];
const type = (command: string, ...words: readonly string[]) =>
  typeCommand(['link', command, ...words, ...duty, '--person', 'duty-1'], { env });
const typeAs = (person: string, command: string, ...words: readonly string[]) =>
  typeCommand(['link', command, ...words, ...duty, '--person', person], { env });
const idIn = (text: string, kind: string): string => new RegExp(`${kind}:[0-9a-f-]{36}`).exec(text)?.[0] ?? '';

describe('who is whom, at the command line', () => {
  test('waits in a list, is shown side by side, claimed, decided, taken apart by two, and recalled', async () => {
    const list = await type('review');
    expect([list.code, list.stdout]).toEqual([0, expect.stringContaining('1 review')]);
    const task = idIn(list.stdout, 'ReviewTask');

    const shown = await type('review', task);
    expect(shown.stdout).toMatch(/surname +(Marston +Marsden|Marsden +Marston)/);
    expect(shown.stdout).toMatch(/surname +agrees +ALIKE/);
    expect(shown.stdout).toContain('the score is shown once you have voted');

    const refused = await type('decide', task, 'SAME', '--seen', '1', '--reason', 'Same mother, seen at home');
    expect([refused.code, refused.stdout]).toEqual([1, expect.stringContaining('NOT_CLAIMED')]);
    const claimed = await type('claim', task);
    expect([claimed.code, claimed.stdout]).toEqual([0, expect.stringContaining('is yours until 2026-03-02T10:0')]);
    const seen = /version (\d+)/.exec(claimed.stdout)?.[1] ?? '';
    const decided = await type('decide', task, 'SAME', '--seen', seen, '--reason', 'Same mother, seen at home');
    expect([decided.code, decided.stdout]).toEqual([0, expect.stringContaining('the two are one child')]);
    expect((await type('review', task)).stdout).toMatch(/total \+\d+\.\d bits/);
    expect((await type('review', '--state', 'DECIDED')).stdout).toContain('decided SAME');

    const child = idIn(await hub.text({ ...asked }, '{ children { nodes { id } } }'), 'Child');
    const sources = await type('unlink', child);
    expect(sources.stdout).toMatch(/^SourcePerson:.* Keziah Mars(den|ton) 2012-05-14/);
    const requested = await type(
      'unlink',
      child,
      '--take',
      idIn(sources.stdout, 'SourcePerson'),
      '--reason',
      'Two girls of one name',
    );
    const request = idIn(requested.stdout, 'UnlinkRequest');
    expect([requested.code, request]).toEqual([0, expect.stringContaining('UnlinkRequest:')]);
    const note = ['--note', 'Compared both files myself'];
    const own = await type('approve', request, ...note);
    expect([own.code, own.stdout]).toEqual([1, expect.stringContaining('ANOTHER_PERSON_NEEDED')]);
    expect((await typeAs('duty-2', 'approve')).stdout).toContain(request);
    const approved = await typeAs('duty-2', 'approve', request, ...note);
    expect([approved.code, approved.stdout]).toEqual([0, expect.stringContaining('is approved')]);

    const recalled = await typeCommand(['link', 'recall', child, '--json'], { env });
    expect(JSON.parse(recalled.stdout).disclosures.length).toBeGreaterThan(0);
    const monitor = await typeCommand(['link', 'monitor'], { env });
    expect([monitor.code, monitor.stdout]).toEqual([0, expect.stringContaining('no alarm')]);
    expect(monitor.stdout).toContain('1 decided (100.00% one child)');
    const json = await typeCommand(['link', 'monitor', '--json'], { env });
    expect(JSON.parse(json.stdout)).toMatchObject({ records: 2, alarms: [], reviews: { decided: 1, unlinked: 1 } });
  });

  test.for<readonly [string, readonly string[]]>([
    ['an id that is none', ['review', 'nonsense', ...duty]],
    ['a decision that is none', ['decide', 'ReviewTask:4f0c6f9e-3a57-4d7c-9a51-0c1f6f1f2a10', 'PERHAPS', ...duty]],
    ['nobody who asks', ['review']],
    ['a role its organisation cannot hold', ['review', '--role', 'duty-team', '--organisation', '14']],
  ])('%s is not understood', async ([, words]) => {
    expect((await typeCommand(['link', ...words], { env })).code).toBe(2);
  });

  test('a role that has no say is refused, and a review that is not there', async () => {
    const school = ['--role', 'school-safeguarding-lead', '--organisation', '3714000'];
    const refused = await typeCommand(['link', 'review', ...school], { env });
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('NOT_PERMITTED')]);
    const none = await type('review', 'ReviewTask:4f0c6f9e-3a57-4d7c-9a51-0c1f6f1f2a10');
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('NOT_FOUND')]);
  });
});

const asked = { role: 'duty-team', organisation: 'E08000017', purpose: 'SAFEGUARD_PLAN', person: 'duty-1' } as const;
