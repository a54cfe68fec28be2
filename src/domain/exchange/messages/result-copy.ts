import { messageKind } from '../message-kind.ts';
import { id } from '../values.ts';
import { rhiResult } from './rhi-result.ts';

/**
 * Gives what came of an interview to a third party, as far as an agreement with that party lets it cross: the authority
 * the child lives in, or the extract for a police force (domain reference 8.2).
 */
export const resultCopy = messageKind({
  kind: 'RESULT_COPY',
  title: 'What came of an interview, for a third party',
  opens: true,
  content: rhiResult.content.extend({ about: id.describe('The conversation in which the interview was asked for') }),
  labels: { ...rhiResult.labels, about: 'PROTOCOL' },
  example: { ...rhiResult.example, about: '6f1b5f0e-1f4e-4c5b-9f43-0d8a1e4f7a11' },
});
