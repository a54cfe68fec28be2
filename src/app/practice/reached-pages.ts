import { type CasePage, type CaseReader, listCases, type ReachedCase } from '../../store/reached-cases.ts';
import type { Transaction } from '../../store/transaction.ts';

const childrenAtOnce = 500;

/** The children with an absence that began in a period, some hundreds at a time, in order of id. */
export async function* reachedPages(
  tx: Transaction,
  reader: CaseReader,
  asked: Pick<CasePage, 'from' | 'to' | 'authority'>,
): AsyncGenerator<readonly ReachedCase[]> {
  let page: readonly ReachedCase[] = [];
  do {
    const after = page.at(-1)?.childId ?? null;
    page = await listCases(tx, reader, { ...asked, after, limit: childrenAtOnce });
    yield page;
  } while (page.length === childrenAtOnce);
}
