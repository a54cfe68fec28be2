import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { exportBundle } from '../../src/app/exchange/export-bundle.ts';
import { eraseChild } from '../../src/app/retention/erase-child.ts';
import { readForSubjectAccess } from '../../src/app/subject-access.ts';
import { type Agreement, exportable } from '../../src/domain/agreement.ts';
import { type BundleLine, verifyBundle } from '../../src/domain/exchange/bundle.ts';
import { messageKinds } from '../../src/domain/exchange/messages/index.ts';
import { relationshipBits } from '../../src/domain/projection.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { ceilingRule } from '../../src/plan/compile-absences.ts';
import { revokeAgreement } from '../../src/store/exchange/revocations.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { type Border, openBorder } from '../support/border-hubs.ts';
import { talkOver } from '../support/border-talk.ts';
import { doncaster, rotherham, wholeTerms } from '../support/exchange-world.ts';

let border: Border;
let talk: ReturnType<typeof talkOver>;
/** Everything but the words of the child, up to SENSITIVE, for two roles. */
const narrow: Partial<Agreement> = {
  ...{ id: 'narrow', fields: [...exportable.keys()].filter((name) => name !== 'RHI_RESULT.quotes') },
  ...{ ceiling: 'SENSITIVE', readers: ['social-worker', 'duty-team'], purposes: ['RHI_DELIVERY', 'SAFEGUARD_PLAN'] },
};
const agree = (over: Partial<Agreement>) =>
  border.agree([wholeTerms(doncaster, rotherham), wholeTerms(rotherham, doncaster, over)]);
beforeAll(async () => {
  border = await openBorder();
  talk = talkOver(border);
});
afterAll(() => border.close());

const worker = (role: Viewer['role'], purpose: Viewer['purpose']): Viewer => ({
  ...{ person: `${role}-1`, organisation: doncaster, role, purpose },
});
const read = z.object({
  id: z.string(),
  organisation: z.string(),
  heldAt: z.string().nullable(),
  status: z.string().nullable(),
  account: z.string().nullable(),
  reasons: z.array(z.string()).nullable(),
  whereabouts: z.string().nullable(),
  absences: z.array(z.object({ field: z.string(), reason: z.string(), rule: z.string().nullable() })),
});
const interviews = async (viewer: Viewer) => {
  const query = `query ($id: ID!) { child(id: $id) { interviews { id organisation heldAt status account reasons whereabouts
    absences { field reason rule } } } }`;
  const { child } = await border.ours.hub.ask(viewer, query, { id: `Child:${border.childId.ours}` });
  return z.array(read).parse(z.object({ interviews: z.unknown() }).parse(child).interviews);
};
const why = (one: z.infer<typeof read> | undefined, field: string) => one?.absences.find((why) => why.field === field);
const { account } = messageKinds.RHI_RESULT.example;

describe('the interview another authority held, in the child’s own view', () => {
  test('is shown with who held it to the roles its agreement names, and what stayed there says so', async () => {
    await agree(narrow);
    await talk.toResult({ whereabouts: 'At a flat in Kimberworth.', quotes: ['Leave me be.'] });
    const [one, ...others] = await interviews(worker('social-worker', 'SAFEGUARD_PLAN'));
    expect(others).toEqual([]);
    expect(one).toMatchObject({ organisation: rotherham, status: 'COMPLETED', account, whereabouts: null });
    expect([why(one, 'whereabouts'), why(one, 'quotes')]).toMatchObject([
      { reason: 'WITHHELD_BY_SOURCE', rule: null },
      { reason: 'WITHHELD_BY_SOURCE', rule: null },
    ]);
  });

  test.for([
    ['a role it does not name', worker('reviewing-officer', 'SAFEGUARD_PLAN')],
    ['another purpose than it names', worker('social-worker', 'CARE_REVIEW')],
  ] as const)('for %s it says that it was held, and that the rest is withheld', async ([, viewer]) => {
    const officer = `insert into reach (organisation, person, child_id, bits, until, reason)
      values ($1, 'reviewing-officer-1', $2, $3, 'infinity', 'REVIEWING_OFFICER') on conflict do nothing`;
    const { OVERSIGHT } = relationshipBits;
    await border.ours.hub.database.pools.owner.query(officer, [doncaster, border.childId.ours, OVERSIGHT]);
    const [one] = await interviews(viewer);
    expect(one).toMatchObject({ organisation: rotherham, heldAt: '2015-10-22T10:00:00.000Z' });
    expect(one).toMatchObject({ status: null, account: null, reasons: null });
    for (const field of ['status', 'account', 'reasons']) {
      expect(why(one, field)).toMatchObject({ reason: 'WITHHELD_BY_POLICY', rule: ceilingRule });
    }
  });

  test('once its agreement is revoked or has ended nothing more comes, and what came is read as it came', async () => {
    const { id } = await talk.toResult();
    for (const { hub } of [border.ours, border.theirs]) {
      const given = { agreement: 'narrow', at: border.now(), by: 'dpo-1', reason: 'It is renegotiated' };
      await inTransaction(hub.database.pools.ingest, (tx) => revokeAgreement(tx, given));
    }
    await expect(talk.reply(border.theirs, id, 'RESULT_QUERY')).rejects.toThrow();
    const correction = { corrects: id, kind: 'RHI_RESULT', reason: 'x', replacement: messageKinds.RHI_RESULT.example };
    await expect(talk.reply(border.theirs, id, 'CORRECT', correction)).rejects.toThrow();
    border.setClock('2016-02-01T09:00:00.000Z');
    const own = await interviews(worker('social-worker', 'SAFEGUARD_PLAN'));
    expect(own.length).toBeGreaterThan(0);
    expect(own.map((one) => one.account)).toEqual(own.map(() => account));
    const others = await interviews(worker('social-worker', 'CARE_REVIEW'));
    expect(others.map((one) => one.account)).toEqual(own.map(() => null));
    border.setClock('2015-10-20T09:00:00.000Z');
  });

  test('corrected under narrower terms, what was read more widely is not read so any more, then or now', async () => {
    await agree({ id: 'wide' });
    const { id, resultId } = await talk.toResult();
    const statuses = async (role: Viewer['role']) => {
      const all = await interviews(worker(role, 'SAFEGUARD_PLAN'));
      return all.filter(({ heldAt }) => heldAt !== null).map(({ status }) => status);
    };
    const before = await statuses('duty-team');
    expect(before).not.toContain(null);
    await agree({ id: 'narrower', readers: ['social-worker'] });
    const replacement = { ...messageKinds.RHI_RESULT.example, account: 'Corrected.' };
    await talk.reply(border.theirs, id, 'CORRECT', {
      ...{ corrects: resultId, kind: 'RHI_RESULT', reason: 'Misheard', replacement },
    });
    await border.deliver();
    const { rows } = await border.ours.hub.database.pools.owner.query(
      `select roles from exchange_ceiling where interview_id = (select id from interview where key like '%' || $1 limit 1)`,
      [id],
    );
    expect(rows).toEqual([{ roles: ['social-worker'] }, { roles: ['social-worker'] }]);
    expect((await statuses('duty-team')).filter((status) => status === null)).toHaveLength(1);
    expect(await statuses('social-worker')).toEqual(before);
    await border.agree();
  });
});

async function* linesOf(lines: readonly BundleLine[]) {
  for (const line of lines) yield JSON.stringify(line);
}
const evidence = async () => {
  const { rows } = await border.ours.hub.database.pools.owner.query<{ id: string }>(
    'select id from exchange_conversation',
  );
  const parts = { ingest: border.ours.hub.deps, register: border.register };
  return exportBundle(
    parts,
    rows.map(({ id }) => id),
    true,
  );
};

describe('what crossed the border of a child', () => {
  const messages = async () => {
    const { rows } = await border.ours.hub.database.pools.owner.query<{ payload: string | null; envelope: string }>(
      'select payload, envelope from exchange_message',
    );
    return rows;
  };

  test('is in the file of who asks for it: what was sent to whom and received, words for review apart', async () => {
    const { exchanged } = await readForSubjectAccess(border.ours.hub.deps, { childId: border.childId.ours });
    const result = exchanged.release.find(({ kind }) => kind === 'RHI_RESULT');
    expect(exchanged.release.find(({ kind }) => kind === 'RHI_REQUEST')).toMatchObject({
      ...{ direction: 'SENT', partner: rotherham, purpose: 'RHI_DELIVERY', decision: 'TAKEN' },
      fields: { givenName: 'Tyler', returnedAt: '2015-10-20T00:50:00Z' },
    });
    expect(result).toMatchObject({ direction: 'RECEIVED', partner: rotherham, fields: { status: 'COMPLETED' } });
    expect(JSON.stringify(exchanged.release)).not.toContain('Imran');
    expect(JSON.stringify(exchanged.review)).toContain('Imran');
  });

  test('goes with the child’s records, sealed or open; that it crossed, its digest and its receipt stay', async () => {
    const before = await messages();
    expect(before.filter(({ payload }) => payload !== null).length).toBeGreaterThan(0);
    const request = { reason: 'asked for', approvedBy: 'the data protection officer', asAt: '2095-06-01' };
    const { held } = await eraseChild(border.ours.hub.deps, { childId: border.childId.ours, ...request });
    expect(held).toBeNull();
    const after = await messages();
    expect(after.map(({ payload, envelope }) => [payload, /^erased:[0-9a-f]{64}$/.test(envelope)])).toEqual(
      before.map(() => [null, true]),
    );
    const { rows } = await border.ours.hub.database.pools.owner.query('select 1 from exchange_ceiling');
    expect(rows).toEqual([]);
    await border.agree([
      wholeTerms(doncaster, rotherham),
      ...[narrow, { id: 'wide' }, { id: 'narrower' }].map((over) => wholeTerms(rotherham, doncaster, over)),
    ]);
    const verdict = await verifyBundle(linesOf(await evidence()), border.register.findKey);
    expect(verdict).toMatchObject({ fault: null });
    expect(verdict.messages).toHaveLength(after.length);
  });

  test('a receipt that is missing vouches for nothing that was erased', async () => {
    const lines = (await evidence()).filter(({ type }) => type !== 'receipt');
    const { fault } = await verifyBundle(linesOf(lines), border.register.findKey);
    expect(fault?.reason).toBe('nothing vouches for the erased message before it');
  });
});
