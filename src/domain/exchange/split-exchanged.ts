import { z } from 'zod';
import type { HeldValue } from '../split-for-access.ts';
import { type Exemption, exemptions, type Handling, subjectAccess } from '../subject-access.ts';
import type { Label } from './labels.ts';
import { messageKinds } from './messages/index.ts';
import { payload as payloadSchema } from './payload.ts';

/** That a message about the child crossed the border: to whom or from whom, when, and under which agreement. */
export interface ExchangedMessage {
  readonly conversationId: string;
  readonly direction: 'SENT' | 'RECEIVED';
  /** Code of the other authority or force. */
  readonly partner: string;
  readonly kind: string;
  readonly at: string;
  readonly agreement: string;
  /** What its recipient decided; null until it has. */
  readonly decision: 'TAKEN' | 'REFUSED' | null;
}

/** What of a message is given to who asks. */
export interface ReleasedMessage extends ExchangedMessage {
  /** What it was sent for; null where what it said is erased. */
  readonly purpose: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Fields that were not sent. */
  readonly notSent: readonly string[];
}

/** What of a message is held for review, by field. */
export interface HeldMessage extends ExchangedMessage {
  readonly fields: Readonly<Record<string, HeldValue>>;
}

/** Messages in two parts that are never mixed. */
export interface SplitExchanged {
  readonly release: readonly ReleasedMessage[];
  readonly review: readonly HeldMessage[];
}

const interviews: ReadonlyMap<string, Handling> = new Map(Object.entries(subjectAccess.interview));

/** ★ What a message's field is held under by how guarded it was on its way; a name or a free word may be a third party's. */
const byLabel: Readonly<Record<Label, Exemption>> = {
  PROTOCOL: 'THIRD_PARTY',
  OFFICIAL: 'THIRD_PARTY',
  SENSITIVE: 'SERIOUS_HARM_SOCIAL_WORK',
  RESTRICTED: 'THIRD_PARTY',
};

const plain = z.union([z.iso.datetime({ offset: true }), z.iso.date(), z.number(), z.boolean(), z.null()]);
const word = z.string().regex(/^[A-Z][A-Z_]*$/);

/** A time, a number or a word of a code list names nobody. */
const namesNobody = (value: unknown): boolean => plain.safeParse(value).success || word.safeParse(value).success;

const labelsOf = (kind: string): Readonly<Record<string, Label>> =>
  Object.values(messageKinds).find((one) => one.kind === kind)?.labels ?? {};

const exemptionOf = (kind: string, field: string, value: unknown): Exemption | null => {
  if (kind === 'RHI_RESULT' || kind === 'RESULT_COPY') {
    const handling = interviews.get(field);
    if (handling === 'RELEASE') return null;
    if (handling !== undefined && handling !== 'PLACE') return handling;
  }
  const label = labelsOf(kind)[field] ?? 'RESTRICTED';
  return label === 'PROTOCOL' && namesNobody(value) ? null : byLabel[label];
};

const contentOf = (text: string) => {
  const { body, child, purpose, redacted } = payloadSchema.parse(JSON.parse(text));
  const isCorrection = body.kind === 'CORRECT';
  const kind = isCorrection ? body.content.kind : body.kind;
  const content = isCorrection ? body.content.replacement : body.content;
  return { kind, content, purpose, child: child ?? {}, notSent: redacted.map(({ field }) => field) };
};

const partsOf = (
  about: ExchangedMessage,
  text: string | null,
): { released: ReleasedMessage; held: HeldMessage | null } => {
  if (text === null) return { released: { ...about, purpose: null, fields: {}, notSent: [] }, held: null };
  const { kind, content, purpose, child, notSent } = contentOf(text);
  const given = Object.entries(content).filter(([field, value]) => exemptionOf(kind, field, value) === null);
  const back = Object.entries(content).flatMap(([field, value]): readonly [string, HeldValue][] => {
    const exemption = exemptionOf(kind, field, value);
    return exemption === null ? [] : [[field, { exemption, ...exemptions[exemption], value }]];
  });
  return {
    released: { ...about, purpose, fields: { ...child, ...Object.fromEntries(given) }, notSent },
    held: back.length === 0 ? null : { ...about, fields: Object.fromEntries(back) },
  };
};

/**
 * Parts what was sent about a child and received of them into what is given to who asks and what a person reviews first.
 * That something was sent, to whom, when and what for is always given.
 */
export const splitExchanged = (
  messages: readonly (ExchangedMessage & { readonly payload: string | null })[],
): SplitExchanged => {
  const parts = messages.map(({ payload, ...about }) => partsOf(about, payload));
  return { release: parts.map(({ released }) => released), review: parts.flatMap(({ held }) => held ?? []) };
};
