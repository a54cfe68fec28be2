import type { ChaseThread } from '../domain/chase-threads.ts';
import { type EnrichmentRequest, stepRequests } from '../domain/enrichment-request.ts';
import { groupBy } from '../domain/group-by.ts';

/** The incidents of a child between two moments. */
export interface ThreadSpan {
  readonly childId: string;
  readonly from: string;
  readonly to: string;
  readonly threads: readonly ChaseThread[];
}

/** Every question ever put about children who never shared a source person with another, as each stands now. */
export const replayRequests = (spans: readonly ThreadSpan[]): readonly EnrichmentRequest[] => {
  const starting = groupBy(spans, ({ from }) => from);
  const ending = groupBy(spans, ({ to }) => to);
  const moments = [...new Set([...starting.keys(), ...ending.keys()])].filter((moment) => moment !== 'infinity').sort();
  const requests = new Map<string, EnrichmentRequest>();
  const standing = new Map<string, EnrichmentRequest>();
  for (const moment of moments) {
    const begun = starting.get(moment) ?? [];
    const concerned = new Set([...begun, ...(ending.get(moment) ?? [])].map(({ childId }) => childId));
    const open = [...standing.values()].filter(({ childId }) => concerned.has(childId));
    const threads = begun.flatMap((span) => span.threads);
    const { opened, changed } = stepRequests(open, threads, moment);
    for (const request of [...changed, ...opened]) {
      requests.set(request.id, request);
      if (request.state === 'OPEN') standing.set(request.id, request);
      else standing.delete(request.id);
    }
  }
  return [...requests.values()];
};
