import type { Viewer } from '../../src/domain/viewer.ts';
import type { FullChild, FullRow, FullWorld } from '../support/full-world.ts';
import { oracleReachedAs, oracleShows } from './oracle.ts';
import { governedOf, type PathOperation, recordOf } from './paths.ts';

/** What an answer came to, cell by cell. */
export interface Weighed {
  /** Cells shown or withheld as the oracle says, each by name. */
  readonly shown: Set<string>;
  readonly withheld: Set<string>;
  readonly leaks: string[];
  readonly denials: string[];
}

export const nothingWeighed = (): Weighed => ({ shown: new Set(), withheld: new Set(), leaks: [], denials: [] });

/** What weighing an answer needs to know. */
export interface Scales {
  readonly world: FullWorld;
  readonly viewer: Viewer;
  readonly idOf: (row: Pick<FullRow, 'type' | 'id'>) => string;
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The answers of an oracle for one viewer over a world. */
const newJudge = ({ world, viewer, idOf }: Scales) => {
  const children = new Map<string, FullChild>(world.children.map((child) => [child.id, child]));
  const byId = new Map(world.rows.map((row) => [idOf(row), row]));
  const isReached = (child: FullChild): boolean => child.isReached && oracleReachedAs(viewer.role).length > 0;
  const may = (row: FullRow, governing: string): boolean => {
    const child = children.get(row.child);
    return (
      child !== undefined &&
      isReached(child) &&
      oracleShows(viewer, governing, child, row.organisation === viewer.organisation)
    );
  };
  const isThere = (row: FullRow): boolean => may(row, recordOf(row.type));
  return { children, byId, may, isThere };
};
type Judge = ReturnType<typeof newJudge>;

const inTimeline: ReadonlySet<string> = new Set([
  'Episode',
  'Notification',
  'PreventionInterview',
  'Interview',
  'StrategyMeeting',
]);

const typeOfField: Readonly<Record<string, string>> = {
  episodes: 'Episode',
  episode: 'Episode',
  notifications: 'Notification',
  interviews: 'Interview',
  placements: 'Placement',
  involvements: 'Involvement',
  preventionInterviews: 'PreventionInterview',
  meetings: 'StrategyMeeting',
  plans: 'Plan',
  investigations: 'Investigation',
  riskIndicators: 'RiskIndicator',
  healthEncounters: 'HealthEncounter',
  healthFindings: 'HealthFinding',
  enrolments: 'Enrolment',
  attendance: 'Attendance',
  caseNotes: 'CaseNote',
  escalations: 'Escalation',
  safeInCareDecisions: 'SafeInCareDecision',
  impacts: 'Impact',
  notices: 'Notice',
  feedback: 'Feedback',
  restrictions: 'Restriction',
};

const leadsTo = (field: string, row: FullRow): boolean =>
  field === 'timeline' ? inTimeline.has(row.type) : typeOfField[field] === row.type;

const isAbout = (from: FullRow, to: FullRow): boolean =>
  from.type === 'Child' || from.attached.includes(to.id) || to.attached.includes(from.id);

/** The ids a field that leads to records must give: those there are, as far as the viewer may know of them. */
const relatedIds = (scales: Scales, judge: Judge, from: FullRow, field: string): readonly string[] =>
  scales.world.rows
    .filter((to) => to.child === from.child && leadsTo(field, to) && isAbout(from, to) && judge.isThere(to))
    .map(scales.idOf)
    .toSorted();

const idsIn = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value])
    .filter(isObject)
    .map(({ id }) => String(id))
    .toSorted();

/** Whether a field leads to records. */
export const isRelation = (type: string, field: string): boolean => {
  if (field === 'timeline') return true;
  return field in typeOfField && !(type === 'StrategyMeeting' && field === 'attendance');
};

const weighRows = (weighed: Weighed, name: string, found: readonly string[], wanted: readonly string[]): void => {
  for (const id of found) if (!wanted.includes(id)) weighed.leaks.push(`${name}: ${id} is there`);
  for (const id of wanted) if (!found.includes(id)) weighed.denials.push(`${name}: ${id} is not there`);
};

const situationOf = ({ open, isProtected, ownPlacement, asked, glass }: FullChild): string =>
  [open, isProtected, ownPlacement, asked, glass].map(Number).join('');

/** One answer on the scales. */
interface Weighing {
  readonly scales: Scales;
  readonly judge: Judge;
  /** Role, purpose and path. */
  readonly title: string;
  readonly weighed: Weighed;
}

const nameOf = ({ scales, judge, title }: Weighing, row: FullRow, field: string): string => {
  const child = judge.children.get(row.child);
  const isOwn = row.organisation === scales.viewer.organisation;
  return `${title} | ${row.type}.${field} | ${child ? situationOf(child) : ''}${isOwn ? ' own' : ''}`;
};

const weighField = (weighing: Weighing, row: FullRow, field: string, governing: string, value: unknown): void => {
  const { scales, judge, weighed } = weighing;
  const name = nameOf(weighing, row, field);
  const mayBe = judge.isThere(row) && judge.may(row, governing);
  if ((value !== null) !== mayBe) (mayBe ? weighed.denials : weighed.leaks).push(name);
  else (mayBe ? weighed.shown : weighed.withheld).add(name);
  if (!mayBe || !isRelation(row.type, field)) return;
  weighRows(weighed, name, idsIn(value), relatedIds(scales, judge, row, field));
};

const weighRecord = (weighing: Weighing, row: FullRow, object: Json): void => {
  for (const [field, governing] of governedOf(row.type)) {
    if (field in object) weighField(weighing, row, field, governing, object[field]);
  }
};

/** Weighs every record of an answer, however deep it lies. */
const walk = (weighing: Weighing, value: unknown): void => {
  if (Array.isArray(value)) for (const one of value) walk(weighing, one);
  if (!isObject(value)) return;
  const row = weighing.judge.byId.get(String(value['id']));
  if (row && value['__typename'] === row.type) weighRecord(weighing, row, value);
  for (const one of Object.values(value)) walk(weighing, one);
};

const at = (data: unknown, key: string): unknown =>
  key.split('.').reduce<unknown>((one, part) => (isObject(one) ? one[part] : undefined), data);

const nodesOf = (page: unknown): readonly string[] => {
  const { nodes, edges } = isObject(page) ? page : {};
  return idsIn(nodes ?? (Array.isArray(edges) ? edges.map((edge) => at(edge, 'node')) : []));
};

/** Weighs an operation's answer against what the oracle says of every field asked for. */
export const weighAnswer = (scales: Scales, operation: PathOperation, data: unknown, weighed: Weighed): void => {
  const { viewer, world, idOf } = scales;
  const judge = newJudge(scales);
  const title = `${viewer.role}/${viewer.purpose} | ${operation.path}`;
  for (const [key, { row, needs }] of Object.entries(operation.roots)) {
    const wanted = judge.isThere(row) && judge.may(row, needs) ? [idOf(row)] : [];
    weighRows(weighed, `${title} | ${key}`, idsIn(at(data, key)), wanted);
  }
  for (const [key, type] of Object.entries(operation.pages)) {
    const wanted = world.rows.filter((row) => row.type === type && judge.isThere(row)).map(idOf);
    weighRows(weighed, `${title} | ${key}`, nodesOf(at(data, key)), wanted);
  }
  walk({ scales, judge, title, weighed }, data);
};
