import { type ConceptRule, recognises } from './concept-rule.ts';
import type { Concept } from './datatypes.ts';

/** One thing a child who is away is in danger without, and how health records name it. */
export interface CriticalNeed extends ConceptRule {
  readonly id: string;
}

/** ★ Conditions, medicines and alerts that make an absence urgent; for review by a clinician. */
export const criticalNeeds: readonly CriticalNeed[] = [
  {
    id: 'type 1 diabetes',
    codes: ['46635009'],
    words: /\b(type 1|type i|insulin[- ]dependent) diabetes|diabetes mellitus,? type 1\b/i,
  },
  {
    id: 'insulin',
    codes: [],
    words: /\binsulin (?!resistan|level|like)|\binsulin$|\b(novorapid|humalog|lantus|levemir|tresiba)\b/i,
  },
  { id: 'epilepsy', codes: ['84757009'], words: /\bepilep(sy|tic)\b/i },
  {
    id: 'antiseizure medicine',
    codes: [],
    words: /\b(valproate|levetiracetam|carbamazepine|lamotrigine|buccal midazolam|clobazam)\b/i,
  },
  {
    id: 'adrenal insufficiency',
    codes: ['386584007', '363732003'],
    words: /\badrenal (insufficiency|crisis)|addison'?s|congenital adrenal hyperplasia/i,
  },
  {
    id: 'steroid replacement',
    codes: [],
    words: /\b(hydrocortisone|prednisolone|fludrocortisone)\b(?!.*\b(cream|ointment|drops|lotion|foam))/i,
  },
  {
    id: 'anaphylaxis',
    codes: ['39579001'],
    words: /\banaphyla(xis|ctic)\b|\b(severe|life[- ]threatening)\b[^.]*\ballerg(y|ic|ies)\b/i,
  },
  { id: 'adrenaline pen', codes: [], words: /\b(epipen|jext|emerade|adrenaline auto-?injector|adrenaline .*\bpen)\b/i },
  { id: 'asthma', codes: ['195967001'], words: /\basthma(tic)?\b/i },
  { id: 'asthma inhaler', codes: [], words: /\b(salbutamol|terbutaline|inhaler)\b/i },
  { id: 'cystic fibrosis', codes: ['190905008'], words: /\bcystic fibrosis\b/i },
  { id: 'sickle cell disease', codes: [], words: /\bsickle[- ]cell (disease|an[a]?emia)\b/i },
  { id: 'haemophilia', codes: ['90935002'], words: /\bha?emophilia\b/i },
  { id: 'anticoagulant', codes: [], words: /\b(warfarin|apixaban|rivaroxaban)\b/i },
  {
    id: 'transplant medicine',
    codes: [],
    words: /\b(tacrolimus|ciclosporin|mycophenolate)\b(?!.*\b(cream|ointment|drops))/i,
  },
];

/** Whether the table holds a concept. */
export const isCriticalNeed = (concept: Concept | null): boolean =>
  criticalNeeds.some((need) => recognises(need, [concept]));
