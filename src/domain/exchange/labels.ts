/**
 * ★ How guarded a field is on its way to another authority, least first. PROTOCOL is what a conversation cannot do
 * without, holds nothing of the child's life and crosses under any agreement in force. RESTRICTED is what names third
 * parties or places, or tells what the child said of harm.
 */
export const labels = ['PROTOCOL', 'OFFICIAL', 'SENSITIVE', 'RESTRICTED'] as const;
export type Label = (typeof labels)[number];

/** Whether a field of one label may cross under a ceiling. */
export const isUnder = (label: Label, ceiling: Label): boolean => labels.indexOf(label) <= labels.indexOf(ceiling);
