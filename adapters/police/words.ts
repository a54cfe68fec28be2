import type { AnswerState } from '../../src/domain/model/notification.ts';

/** PostgreSQL keeps neither NUL nor half a surrogate pair; other control characters only hide text. */
const unkeepable = /(?![\t\n\r])[\p{Cc}\p{Cs}]/gu;
const spaces = /[^\S\n\r]+/gu;

/** What a force wrote, as text fit to keep: normalised, trimmed, no-break spaces as spaces; '' where there is none. */
export const cleanText = (raw: unknown): string => {
  if (typeof raw === 'number' || typeof raw === 'boolean') return String(raw);
  if (typeof raw !== 'string') return '';
  return raw.replace(unkeepable, '').normalize('NFC').replace(spaces, ' ').trim();
};

type Word = 'NOT_KNOWN' | 'NOT_APPLICABLE' | 'DECLINED' | 'FILLER';

/** ★ Words that stand where an answer should, and what they would mean if somebody had asked. */
const placeholders: Readonly<Record<Word, RegExp>> = {
  NOT_KNOWN: /^(not known|unknown|(un ?|not )known at (this time|present)|unk|nk|n\/k|dk|don'?t know|no information)$/,
  NOT_APPLICABLE: /^(n\/?a|n\.a|not applicable|#n\/a)$/,
  DECLINED: /^(declined|refused|not[ _]answered|prefer not to say)$/,
  FILLER:
    /^(tb[ca]|to be (confirmed|advised|established|updated)|to follow|pending|awaiting( (details|information|update|confirmation))?|not (recorded|asked|provided|stated|obtained|held|available)|see (log|above|below|narrative|report)|as above|null|undefined|nan|[-–—.?*_x/]+)$/,
};

/** Brackets, quotation marks and full stops around a word do not make it an answer. */
const around = /^[([<{"'‘“]+(?=\S)|(?<=\S)[)\]>}"'’”.!]+$/gu;

const placeholderOf = (text: string): Word | undefined => {
  const word = text.toLowerCase().replace(around, '');
  if (placeholders.NOT_KNOWN.test(word)) return 'NOT_KNOWN';
  if (placeholders.NOT_APPLICABLE.test(word)) return 'NOT_APPLICABLE';
  if (placeholders.DECLINED.test(word)) return 'DECLINED';
  return placeholders.FILLER.test(word) ? 'FILLER' : undefined;
};

/** The state of a field whose whole text is a placeholder; undefined for any other text. */
export const placeholderState = (text: string, wasAsked: boolean): AnswerState | undefined => {
  const word = placeholderOf(text);
  if (word === undefined) return undefined;
  if (word === 'DECLINED') return 'DECLINED';
  if (word === 'FILLER' || !wasAsked) return 'INVALID';
  return word === 'NOT_KNOWN' ? 'NOT_KNOWN_ASKED' : 'NOT_APPLICABLE';
};
