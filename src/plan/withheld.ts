import { withOwn } from '../domain/mask.ts';
import type { SelectedCoordinate } from './compile.ts';
import { askOf, ruleOf } from './compile-absences.ts';
import type { Touched } from './execute.ts';

/** What an operation selected and the policy kept back, by class: for some of the children shown, or for all. */
export interface WithheldSummary {
  readonly fieldClass: string;
  readonly fields: readonly string[];
  readonly children: number;
  readonly rule: string;
  readonly ask: string;
}

/** Groups what was withheld from the children an operation touched. It depends on masks alone, never on values. */
export const summariseWithheld = (
  coordinates: readonly SelectedCoordinate[],
  touched: readonly Touched[],
): readonly WithheldSummary[] => {
  const groups = new Map<string, { fields: Set<string>; children: Set<string> }>();
  const shown = touched.map(({ child, mask }) => ({ child, mask: withOwn(mask) }));
  for (const { name, fieldClass, bit } of coordinates) {
    if (!fieldClass) continue;
    const children = shown.filter(({ mask }) => (mask & bit) === 0n);
    if (children.length === 0) continue;
    const group = groups.get(fieldClass) ?? { fields: new Set(), children: new Set() };
    group.fields.add(name);
    for (const { child } of children) group.children.add(child);
    groups.set(fieldClass, group);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([fieldClass, { fields, children }]) => ({
      fieldClass,
      fields: [...fields].sort(),
      children: children.size,
      rule: ruleOf(fieldClass),
      ask: askOf(fieldClass),
    }));
};
