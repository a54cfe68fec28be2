import {
  type Explanation as ExplanationFacts,
  explanationRules,
  type ExplanationStep as StepFacts,
} from '../../src/domain/explain.ts';
import type { Onlooker as OnlookerFacts } from '../../src/domain/who-can-see.ts';
import { builder } from '../builder.ts';

export const Shown = builder.enumType('Shown', {
  description: 'Whether a field of a child is shown to a reader.',
  values: {
    SHOWN: { description: 'It is shown.' },
    SHOWN_OF_OWN_RECORDS: { description: 'It is shown of records the reader’s organisation made, of others not.' },
    WITHHELD: { description: 'It is withheld.' },
    AS_ITS_WHOLE: { description: 'It is a part: shown wherever the field that holds it is.' },
  },
});

const ExplanationRule = builder.enumType('ExplanationRule', {
  description: 'What an answer turned on, or a step of its explanation is about.',
  values: explanationRules,
});

const ExplanationStep = builder.objectRef<StepFacts>('ExplanationStep').implement({
  description: 'One reason of the chain.',
  fields: (t) => ({
    about: t.expose('about', { type: ExplanationRule, description: 'What it is about.' }),
    says: t.exposeString('says', { description: 'The reason, in words.' }),
    decides: t.exposeBoolean('decides', { description: 'Whether the answer turned on it.' }),
  }),
});

export const Explanation = builder.objectRef<ExplanationFacts>('Explanation').implement({
  description: 'Why the reader is or is not shown a field of a child. It tells nothing that what is shown does not.',
  fields: (t) => ({
    coordinate: t.exposeString('coordinate', { description: 'The field, `Type.field`.' }),
    answer: t.expose('answer', { type: Shown, description: 'Whether it is shown.' }),
    decidedBy: t.expose('decidedBy', { type: ExplanationRule, description: 'What the answer turned on.' }),
    steps: t.field({
      type: [ExplanationStep],
      nullable: { list: false, items: false },
      description: 'The chain of reasons.',
      resolve: ({ steps }) => [...steps],
    }),
    ask: t.exposeString('ask', { nullable: true, description: 'Whom to ask for what is withheld.' }),
  }),
});

export const Onlooker = builder.objectRef<OnlookerFacts>('Onlooker').implement({
  description: 'Somebody who is shown a field of a child.',
  fields: (t) => ({
    organisation: t.exposeString('organisation', { description: 'Code of the organisation.' }),
    person: t.exposeString('person', {
      nullable: true,
      description: 'The worker’s subject id; null for everyone of the organisation in the role.',
    }),
    role: t.exposeString('role', { description: 'The role.' }),
    purposes: t.field({
      type: ['String'],
      nullable: { list: false, items: false },
      description: 'The purposes for which it is shown.',
      resolve: ({ purposes }) => [...purposes],
    }),
    shown: t.expose('shown', { type: Shown, description: 'Of which records.' }),
    reasons: t.field({
      type: ['String'],
      nullable: { list: false, items: false },
      description: 'The rules that give the relationship.',
      resolve: ({ reasons }) => [...reasons],
    }),
    until: t.exposeString('until', {
      description: 'When it ends if nothing new is heard: an instant, or `infinity`.',
    }),
  }),
});
