import { isFields, own } from './fields.ts';
import type { Resource } from './resource.ts';

/** How far a source restricts a record: `R` shows where nobody is, `V` shows nothing. */
export type Restriction = 'NONE' | 'RESTRICTED' | 'VERY_RESTRICTED';

/** ★ Security labels (HL7 v3 Confidentiality, and PDS) that restrict a record; every other label does not. */
const labels: ReadonlyMap<string, Restriction> = new Map([
  ['R', 'RESTRICTED'],
  ['RESTRICTED', 'RESTRICTED'],
  ['V', 'VERY_RESTRICTED'],
  ['VERY RESTRICTED', 'VERY_RESTRICTED'],
  ['REDACTED', 'VERY_RESTRICTED'],
]);

const strength: readonly Restriction[] = ['NONE', 'RESTRICTED', 'VERY_RESTRICTED'];

const wordOf = (value: unknown): string => (typeof value === 'string' ? value.trim().toUpperCase() : '');

const ofLabel = (label: unknown): Restriction => {
  // A label that cannot be read may be the one that hides a refuge.
  if (!isFields(label)) return 'RESTRICTED';
  const code = labels.get(wordOf(own(label, 'code')));
  const display = labels.get(wordOf(own(label, 'display')));
  if (code !== undefined || display !== undefined) return code ?? display ?? 'NONE';
  return wordOf(own(label, 'code')) === '' ? 'RESTRICTED' : 'NONE';
};

/** How far the labels in `meta.security` restrict a resource. */
export const restrictionOf = ({ fields }: Resource): Restriction => {
  const meta = own(fields, 'meta');
  if (meta === undefined || meta === null) return 'NONE';
  if (!isFields(meta)) return 'RESTRICTED';
  const security = own(meta, 'security');
  if (security === undefined || security === null) return 'NONE';
  const found = (Array.isArray(security) ? security : [security]).map(ofLabel);
  return strength.findLast((word) => found.includes(word)) ?? 'NONE';
};
