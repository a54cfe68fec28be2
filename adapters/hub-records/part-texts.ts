import type { Action, Contact } from '../../src/domain/model/values.ts';
import type { Texts } from './published.ts';

/** What the parts of an action mean. */
export const actionTexts: Texts<Action> = {
  description: 'What is to be done',
  risk: 'The risk it answers, in the words of the record',
  owner: 'Who does it',
  agency: 'Agency the owner works for',
  dueOn: 'By when it is to be done',
  completedOn: 'When it was done',
  evidence: 'What shows that it was done',
};

/** What the parts of a contact mean. */
export const contactTexts: Texts<Contact> = {
  name: 'Their name',
  relationship: 'What they are to the child, or their post',
  phone: 'Where to ring them',
  organisation: 'Their organisation, by name or code',
};
