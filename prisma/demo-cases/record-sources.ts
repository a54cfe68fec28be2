import { blankPerson } from '../../adapters/blank.ts';
import type { AnyInventedRecord, InventedSource } from '../../src/app/synth/invented.ts';
import type { RecordBody } from '../../src/domain/model/kinds.ts';
import { interviewRecords } from './interview-records.ts';
import { meetingRecords } from './meeting-records.ts';
import {
  authorityNumberOf,
  authorityOf,
  begunBy,
  childIdOf,
  dayOf,
  doncaster,
  identityOf,
  instantOf,
  later,
  nhsNumberOf,
  record,
} from './say.ts';
import type { NoticeStory, PlanStory, Story } from './story.ts';

type Records = readonly AnyInventedRecord[];
type Kind = RecordBody['involvement']['involvement'];

const onFile = '2015-10-16T00:00:00Z';

interface Involved {
  readonly kind: Kind;
  readonly organisation: string;
  readonly person?: { readonly id: string; readonly name: string; readonly job: string };
  readonly since: string;
}

const slug = (name: string): string => name.toLowerCase().replace(/[^a-z]+/g, '-');

const involvementsOf = (story: Story): readonly Involved[] => {
  const { placement, worker, reviewer, byHand } = story;
  if (byHand) return [];
  const organisation = authorityOf(story);
  const since = placement?.since ?? '2015-06-01';
  const staff = (kind: Kind, name: string, job: string): Involved => ({
    ...{ kind, organisation, since },
    person: { id: slug(name), name, job },
  });
  return [
    ...(worker ? [staff('SOCIAL_WORKER', ...worker)] : []),
    ...(reviewer ? [staff('REVIEWING_OFFICER', reviewer, 'Independent reviewing officer')] : []),
    ...(placement?.urn ? [{ kind: 'PLACEMENT_PROVIDER' as const, organisation: placement.urn, since }] : []),
    ...hostOf(story).map((host) => ({ kind: 'HOST_AUTHORITY' as const, organisation: host, since })),
  ];
};

const hostOf = ({ placement, authority }: Story): readonly string[] => {
  const host = placement?.host ?? (authority === undefined ? undefined : doncaster);
  return host === undefined ? [] : [host];
};

const involvementRecords = (story: Story): Records =>
  involvementsOf(story).map(({ kind, organisation, person, since }, index) =>
    record('involvement', `${childIdOf(story)}-INV-${index + 1}`, onFile, {
      ...{ involvement: kind, involvedOrganisation: organisation, startedOn: since },
      ...{ personId: person?.id ?? null, personName: person?.name ?? null, jobTitle: person?.job ?? null },
    }),
  );

const noticeRecord = (story: Story, notice: NoticeStory, index: number): Records => {
  const key = `${childIdOf(story)}-N-${index + 1}`;
  const told = {
    sourceEpisodes: begunBy(story, notice.sent),
    ...{ about: notice.about, recipientRole: notice.to, recipient: notice.who },
    ...{ recipientOrganisation: notice.organisation, sentAt: instantOf(notice.sent), method: 'E-mail' },
  };
  const first = record('professional-notice', key, later(instantOf(notice.sent), 5), told);
  if (notice.answered === undefined) return [first];
  const [at, response] = notice.answered;
  const acknowledgedAt = instantOf(at);
  return [first, record('professional-notice', key, later(acknowledgedAt, 5), { ...told, acknowledgedAt, response })];
};

const planRecord = (story: Story, plan: PlanStory, index: number): AnyInventedRecord =>
  record('plan', `${childIdOf(story)}-P-${index + 1}`, plan.updated ? later(instantOf(plan.updated), 60) : onFile, {
    ...{ planType: plan.type, hasPlan: plan.written, startedOn: plan.since, reason: plan.reason },
    updatedOn: plan.updated ? dayOf(plan.updated) : null,
    goals: plan.goals ? [...plan.goals] : null,
  });

const isCase = ({ care }: Story): boolean => care === 'LAC' || care === 'CP_PLAN' || care === 'CIN';

const sourceBy = (story: Story, organisation: string, records: Records): readonly InventedSource[] => {
  if (records.length === 0) return [];
  const isOwn = organisation === authorityOf(story);
  return [
    {
      ...{ organisation, writer: 'hub-records', key: childIdOf(story), records },
      ...(isOwn && isCase(story) ? { system: 'ssd' } : {}),
      person: {
        ...blankPerson,
        ...identityOf(story),
        sex: null,
        identifiers: [nhsNumberOf(story), ...(isCase(story) ? [authorityNumberOf(story, 'ssd')] : [])],
      },
    },
  ];
};

/** What authorities wrote down of their own work, in the hub’s contracts: one source an authority. */
export const recordSources = (story: Story): readonly InventedSource[] => {
  const { interview, meeting, notices = [], plans = [], others = [] } = story;
  const own = authorityOf(story);
  const written: (readonly [string, Records])[] = [
    [own, involvementRecords(story)],
    [interview?.recordedBy ?? own, interview && !interview.noForm ? interviewRecords(story, interview) : []],
    [meeting && story.authority ? doncaster : own, meeting ? meetingRecords(story, meeting) : []],
    [own, plans.flatMap((plan, index) => (plan.type === 'EARLY_HELP' ? [] : [planRecord(story, plan, index)]))],
    [own, others],
    ...notices.map((notice, index): readonly [string, Records] => [
      notice.from ?? own,
      noticeRecord(story, notice, index),
    ]),
  ];
  const authorities = [...new Set(written.map(([organisation]) => organisation))];
  return authorities.flatMap((organisation) =>
    sourceBy(
      story,
      organisation,
      written.flatMap(([by, records]) => (by === organisation ? records : [])),
    ),
  );
};
