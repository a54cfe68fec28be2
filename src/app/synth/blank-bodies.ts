import { bodyWith } from '../../domain/model/body-with.ts';

/** Stands where a builder always says something else. */
const unsaid = 'unsaid';

/** Bodies of which nothing is said yet; a builder says what it knows over them. */
export const blankBodies = {
  person: bodyWith('person', { names: [], identifiers: [], addressProtected: false }),
  'missing-episode': bodyWith('missing-episode', { sourceEpisode: unsaid, cancelled: false }),
  notification: bodyWith('notification', {
    ...{ notificationId: unsaid, forceReference: unsaid, sourceEpisode: unsaid, force: unsaid },
    ...{ messageType: 'NEW', answers: {} },
  }),
  interview: bodyWith('interview', { sourceEpisodes: [] }),
  'strategy-meeting': bodyWith('strategy-meeting', { sourceEpisodes: [] }),
  plan: bodyWith('plan', { planType: 'EARLY_HELP' }),
  'health-encounter': bodyWith('health-encounter', {}),
  'health-finding': bodyWith('health-finding', { findingType: 'CONDITION' }),
  enrolment: bodyWith('enrolment', {}),
  impact: bodyWith('impact', { sourceEpisodes: [] }),
} as const;
