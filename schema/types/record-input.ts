import type { InputRef } from '@pothos/core';
import type { InputField, InputValue, RecordInput } from '../../src/domain/record-inputs.ts';
import { builder } from '../builder.ts';
import { InterviewStatus } from './interview-status.ts';
import { MeetingDecision } from './meeting-decision.ts';

type Words = InputRef<string>;
type Fields = InputRef<Readonly<Record<string, unknown>>>;

const scalars = { text: 'String', instant: 'DateTime', day: 'Date', flag: 'Boolean', whole: 'Int' } as const;
type Scalar = (typeof scalars)[keyof typeof scalars];

/** Inputs made of the model, each of its name once. */
export const recordInputs = () => {
  const words = new Map<string, Words>([
    ['InterviewStatus', InterviewStatus],
    ['MeetingDecision', MeetingDecision],
  ]);
  const inputs = new Map<string, Fields>();

  const wordsOf = ({ name, description, words: values }: Extract<InputValue, { is: 'word' }>): Words => {
    const known = words.get(name) ?? builder.enumType(name, { description, values });
    words.set(name, known);
    return known;
  };

  const typeOf = ({ value }: InputField): Words | Fields | Scalar => {
    switch (value.is) {
      case 'word':
        return wordsOf(value);
      case 'parts':
        return inputOf(value.input);
      default:
        return scalars[value.is];
    }
  };

  const inputOf = ({ name, description, fields }: RecordInput): Fields => {
    const known = inputs.get(name);
    if (known) return known;
    const made = builder.inputType(name, {
      description,
      fields: (t) =>
        Object.fromEntries(
          fields.map((field) => {
            const { name: of, isList, isRequired: required, description: said } = field;
            const type = typeOf(field);
            return [of, t.field({ type: isList ? [type] : type, required, description: said })];
          }),
        ),
    });
    inputs.set(name, made);
    return made;
  };
  return inputOf;
};
