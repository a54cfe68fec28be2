import { decide } from '../decide.ts';
import type { Viewer } from '../viewer.ts';

/** Whose notifications a report counts: all of them, or those of one force. */
export type ReportScope = { readonly organisation: string | null };

/**
 * What a viewer may have counted, or null where they may not ask. No child is involved, so no row condition holds: a
 * purpose that serves a child only while it is missing serves no report.
 */
export const reportScope = ({ role, purpose, organisation }: Viewer): ReportScope | null => {
  const grant = decide(role, purpose, 'AN', {
    ...{ ASKED_NOT_TO_SHARE: false, OPEN_EPISODE: false, OWN_PLACEMENT: false },
    ...{ ADDRESS_PROTECTED: false, NAMED: false, BREAK_GLASS: false },
  });
  if (grant === 'full') return { organisation: null };
  return grant === 'own' ? { organisation } : null;
};
