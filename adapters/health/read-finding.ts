import type { AnyCanonicalRecord } from '../../src/domain/adapter.ts';
import { bodyWith } from '../../src/domain/model/body-with.ts';
import type { HealthFinding } from '../../src/domain/model/health-finding.ts';
import { blankPerson } from '../blank.ts';
import { childOf } from './child.ts';
import { recognises } from './concept-rule.ts';
import { codeOf, wordsOf } from './concepts.ts';
import { isCriticalNeed } from './critical-needs.ts';
import { type Finding, type FindingReader, readDays } from './finding.ts';
import { isUnshared } from './is-unshared.ts';
import { riskRules } from './risk-factors.ts';
import { report, type Source, statedAt } from './source.ts';
import { type Need, silent, subjectOf, type Told } from './told.ts';

interface About {
  readonly key: string;
  readonly child: string;
  readonly at: string | null;
}

/** Whether it holds for the child on the day the file arrived. */
const holds = ({ clinicalStatus, verification, stance }: Finding, endedOn: string | null, on: string): boolean =>
  stance === 'AFFIRMED' &&
  (clinicalStatus === null || clinicalStatus === 'ACTIVE') &&
  verification !== 'REFUTED' &&
  (endedOn === null || endedOn >= on);

const isListed = ({ findingType, concept }: Finding): boolean =>
  findingType !== 'ALLERGY' && findingType !== 'OBSERVATION' && isCriticalNeed(concept);

const bodyOf = (finding: Finding, days: ReturnType<typeof readDays>, isHeld: boolean): HealthFinding => {
  const { findingType, concept, value, clinicalStatus, verification, critical } = finding;
  const isCritical = isHeld && (critical === true || isListed(finding));
  return bodyWith('health-finding', {
    findingType,
    ...codeOf(concept),
    description: wordsOf(concept),
    value,
    clinicalStatus,
    verification,
    critical: isCritical ? true : critical === false ? false : null,
    ...days,
  });
};

const risksOf = (
  finding: Finding,
  body: HealthFinding,
  isHeld: boolean,
  about: About,
): readonly AnyCanonicalRecord[] => {
  if (finding.findingType === 'ALLERGY' || finding.findingType === 'MEDICATION' || finding.stance === 'OPEN') return [];
  const rules = riskRules.filter((rule) => recognises(rule, [finding.concept, ...finding.beside]));
  const { key, child, at } = about;
  const common = { subject: subjectOf(child), statedAt: at, absences: {} };
  const risks = [...new Set(rules.map(({ factor }) => factor))].map((factor): AnyCanonicalRecord => {
    const said = { sourceCode: body.code, sourceText: body.description, detail: body.value };
    const dates = { identifiedOn: body.recordedOn, endedOn: body.endedOn };
    const risk = bodyWith('risk-indicator', { factor, present: isHeld, ...said, ...dates });
    return { ...common, kind: 'risk-indicator', key: `${key}/${factor}`, body: risk };
  });
  const careStatus = isHeld ? rules.find((rule) => rule.careStatus !== undefined)?.careStatus : undefined;
  if (careStatus === undefined) return risks;
  return [...risks, { ...common, kind: 'person', key: `${key}/care`, body: { ...blankPerson, careStatus } }];
};

const needOf = (finding: Finding, { critical, description }: HealthFinding): Need | null => {
  const isMedicine = finding.findingType === 'MEDICATION';
  const isNeed = critical === true && (isMedicine || finding.findingType === 'CONDITION');
  return isNeed && description !== null ? { words: description, isMedicine } : null;
};

const factsOf = (source: Source, finding: Finding, about: About): Told => {
  const { child, key, at } = about;
  const days = readDays(source, finding);
  const isHeld = holds(finding, days.endedOn, source.file.receivedOn);
  const body = bodyOf(finding, days, isHeld);
  const { absences } = source;
  const fact = { kind: 'health-finding' as const, key, subject: subjectOf(child), statedAt: at, body, absences };
  const need = needOf(finding, body);
  const facts = [fact, ...risksOf(finding, body, isHeld, about)];
  return { child, statedAt: at, facts, ...(need === null ? {} : { need }) };
};

/** A finding of one kind, and the risks, care and needs that follow from it by the tables. */
export const readFinding =
  (read: FindingReader, element: 'subject' | 'patient') =>
  (source: Source, key: string): Told => {
    const child = childOf(source, element);
    if (child === null || isUnshared(source)) return { ...silent, child };
    const finding = read(source);
    if (finding === null) return { ...silent, child };
    if (wordsOf(finding.concept) === null) {
      report(source.issues, source.resource, 'no-code', 'code', 'The record does not say what was found.');
      return { ...silent, child };
    }
    return factsOf(source, finding, { key, child, at: statedAt(source, finding.recorded.raw) });
  };
