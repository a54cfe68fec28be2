import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type CommandLine, openCommandLine } from '../support/command-line.ts';
import { policeFile, policeMessage } from '../support/police-file.ts';
import { typeCommand } from '../support/type-command.ts';

const police = ['--role', 'police-missing-coordinator', '--organisation', '14', '--purpose', 'SAFEGUARD_PLAN'];

describe('of a child', () => {
  let hub: CommandLine;
  let child: string;
  beforeAll(async () => {
    hub = await openCommandLine();
    const path = await hub.write('new.json', policeFile([policeMessage(1)]));
    await hub.json(['ingest', 'police', path, '--organisation', '14']);
    const { rows } = await hub.database.pools.owner.query<{ id: string }>('select id::text from child');
    child = z.string().parse(rows[0]?.id);
  });
  afterAll(() => hub.close());

  test('says why a field is shown, and of whom there is nothing to say', async () => {
    const { code, stdout } = await hub.run(['explain', child, 'Child.religion', ...police]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Child\.religion is shown: police-missing-coordinator of 14, for SAFEGUARD_PLAN/);
    expect(stdout).toMatch(/Your organisation has a relationship to the child.*POLICE_NOTIFICATION/);
    const stranger = ['--role', 'other-authority', '--organisation', 'E08000019', '--purpose', 'SAFEGUARD_PLAN'];
    expect(await hub.json(['explain', child, 'Child.religion', ...stranger])).toMatchObject({
      answer: 'WITHHELD',
      decidedBy: 'RELATIONSHIP',
    });
  });

  test('says who can see it, asked as the data protection officer of the partnership', async () => {
    const { code, stdout } = await hub.run(['explain', child, 'Child.religion', '--who']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/14 +police-missing-coordinator +everyone: shown for .*\n +by POLICE_NOTIFICATION/);
    expect(stdout).toMatch(/E08000017 +social-worker +everyone: shown for/);
  });
});

describe('without a database', () => {
  test('a role’s decisions are one line a class', async () => {
    const { code, stdout } = await typeCommand([
      'explain',
      '--role',
      'school-safeguarding-lead',
      '--purpose',
      'SAFEGUARD_PLAN',
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^school-safeguarding-lead for SAFEGUARD_PLAN, policy .*comes to a child as SCHOOL$/m);
    expect(stdout).toMatch(/^LO {2}live whereabouts +L {2}full while OPEN_EPISODE/m);
    expect(stdout).toMatch(/^AD .* X {2}none$/m);
  });

  test('nobody is shown more or less than the committed snapshot', async () => {
    const { code, stdout } = await typeCommand(['explain', '--diff']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/nobody is shown more or less/);
  });

  test('a field there is not, a purpose the role has not, half a question: each says what is meant', async () => {
    const misspelt = await typeCommand(['explain', 'x', 'Child.relgion', ...police]);
    expect(misspelt).toMatchObject({ code: 2, stderr: expect.stringContaining('Child.religion') });
    const purposeless = await typeCommand(['explain', '--role', 'social-worker', '--purpose', 'DIRECT_CARE']);
    expect(purposeless).toMatchObject({ code: 2, stderr: expect.stringContaining('CARE_REVIEW') });
    expect(await typeCommand(['explain', 'x'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Child.religion'),
    });
  });
});
