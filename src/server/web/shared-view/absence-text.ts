import type { AbsenceReason } from '../../../domain/absence.ts';
import { classes } from '../../../domain/policy.ts';

/** ★ Why a field is empty, as a person would say it. */
export const absenceText: Readonly<Record<AbsenceReason, string>> = {
  NOT_ASKED: 'Not asked',
  ASKED_UNKNOWN: 'Asked; they did not know',
  ASKED_DECLINED: 'Asked; they would not say',
  NOT_APPLICABLE: 'Does not apply',
  TEMPORARILY_UNKNOWN: 'Not known for the time being',
  NOT_SENT_BY_SOURCE: 'Not sent by any source',
  LOST_IN_MAPPING: 'Sent, and lost between two systems',
  INVALID: 'Sent, and not usable',
  WITHHELD_BY_SOURCE: 'Withheld by its source',
  WITHHELD_BY_POLICY: 'Withheld by policy',
};

const titles: ReadonlyMap<string, string> = new Map(Object.entries(classes).map(([word, { title }]) => [word, title]));

/** A rule of the policy with its class in words: Class AD, placement and home address (policy 2026.1). */
export const ruleText = (rule: string): string => {
  const [, policy, fieldClass = ''] = /^(policy \S+), class (\w+)$/.exec(rule) ?? [];
  const title = titles.get(fieldClass);
  return policy && title ? `Class ${fieldClass}, ${title} (${policy})` : rule;
};
