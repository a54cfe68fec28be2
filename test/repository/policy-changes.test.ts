import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { policyVersion } from '../../src/domain/policy.ts';
import { policyChanges } from '../../src/domain/policy-changes.ts';
import { diffPolicy } from '../../src/domain/policy-diff.ts';
import { policySnapshot } from '../../src/domain/policy-snapshot.ts';
import { undeclaredWidenings } from '../../src/domain/undeclared.ts';
import { tables } from '../../src/plan/tables.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const name = 'docs/policy-decisions.csv';
const path = `${root}${name}`;
const onDisk = existsSync(path) ? readFileSync(path, 'utf8') : null;
const code = policySnapshot(tables);

/** The snapshot of a commit, or null where there is no such commit, no history or no snapshot in it. */
const committed = (commit: string): string | null => {
  const { status, stdout } = spawnSync('git', ['show', `${commit}:${name}`], { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout : null;
};

describe('who may see what changes only as declared', () => {
  test.for([
    { of: 'the committed page', text: onDisk },
    { of: 'the last commit', text: committed('HEAD') },
    { of: 'the commit before', text: committed('HEAD~1') },
  ])('nobody is shown more than by $of without a word in src/domain/policy-changes.ts', ({ text }) => {
    if (text === null) return;
    expect(undeclaredWidenings(diffPolicy(text, code), policyChanges)).toEqual([]);
  });

  test('the newest declared change is the one that made this version of the policy', () => {
    expect(policyChanges[0]?.version).toBe(policyVersion);
    expect(new Set(policyChanges.map(({ version }) => version)).size).toBe(policyChanges.length);
    for (const { what, why, approvedBy } of policyChanges) {
      expect([what, why, approvedBy].every((text) => text.length > 10)).toBe(true);
    }
  });

  // After the check above: what is not declared must not become the page it is compared with.
  test('docs/policy-decisions.csv is what the policy decides (vitest -u writes it anew, once every widening is declared)', async () => {
    if (onDisk !== null) expect(undeclaredWidenings(diffPolicy(onDisk, code), policyChanges)).toEqual([]);
    await expect(code).toMatchFileSnapshot(path);
  });

  test('a widening under the old version, or without its entry, would be refused', () => {
    const cell = 'decides,school-safeguarding-lead,SAFEGUARD_PLAN,HE,,summary';
    expect(code).toContain(`${cell}\n`);
    const wider = code.replace(cell, cell.replace('summary', 'full'));
    const line = ['school-safeguarding-lead SAFEGUARD_PLAN HE: summary -> full'];
    expect(undeclaredWidenings(diffPolicy(code, wider), policyChanges)).toEqual(line);
    const raised = wider.replace(`version,${policyVersion}`, 'version,9999.1');
    expect(undeclaredWidenings(diffPolicy(code, raised), policyChanges)).toEqual(line);
    const declared = [{ version: '9999.1', what: '', why: '', approvedBy: '' }, ...policyChanges];
    expect(undeclaredWidenings(diffPolicy(code, raised), declared)).toEqual([]);
    expect(undeclaredWidenings(diffPolicy(wider, code), policyChanges)).toEqual([]);
  });
});
