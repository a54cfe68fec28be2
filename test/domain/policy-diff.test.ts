import { describe, expect, test } from 'vitest';
import { diffPolicy } from '../../src/domain/policy-diff.ts';

const head = 'kind,who,what,class,when,grant\nversion,1,,,,\n';
const diff = (before: string, after: string) => diffPolicy(`${head}${before}\n`, `${head}${after}\n`);
const decides = (when: string, grant: string) => `decides,social-worker,CARE_REVIEW,HE,${when},${grant}`;

interface Case {
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly widened?: readonly string[];
  readonly narrowed?: readonly string[];
  readonly added?: readonly string[];
}

const cases: readonly Case[] = [
  { title: 'nothing where nothing changed', before: decides('', 'full'), after: decides('', 'full') },
  {
    title: 'a greater grant is a widening',
    before: decides('', 'summary'),
    after: decides('', 'full'),
    widened: ['social-worker CARE_REVIEW HE: summary -> full'],
  },
  {
    title: 'a lesser one a narrowing',
    before: decides('', 'full'),
    after: '',
    narrowed: ['social-worker CARE_REVIEW HE: full -> none'],
  },
  {
    title: 'summary fields of all are neither more nor less than all fields of one’s own: both',
    before: decides('', 'summary'),
    after: decides('', 'own'),
    widened: ['social-worker CARE_REVIEW HE: summary -> own'],
    narrowed: ['social-worker CARE_REVIEW HE: summary -> own'],
  },
  {
    title: 'a condition that falls away widens where it did not hold',
    before: decides('OPEN_EPISODE', 'full'),
    after: decides('', 'full'),
    widened: ['social-worker CARE_REVIEW HE: none -> full while not OPEN_EPISODE'],
  },
  {
    title: 'a condition that comes narrows where it does not hold',
    before: decides('', 'full'),
    after: decides('!ASKED_NOT_TO_SHARE', 'full'),
    narrowed: ['social-worker CARE_REVIEW HE: full -> none while ASKED_NOT_TO_SHARE'],
  },
  {
    title: 'a field that needs only a summary grant is shown to more',
    before: 'field,Child.religion,,PC,,full',
    after: 'field,Child.religion,,PC,,summary',
    widened: ['field Child.religion: PC full -> PC summary'],
  },
  {
    title: 'a field of another class counts both ways',
    before: 'field,Child.religion,,PC,,full',
    after: 'field,Child.religion,,ID,,full',
    widened: ['field Child.religion: PC full -> ID full'],
    narrowed: ['field Child.religion: PC full -> ID full'],
  },
  {
    title: 'a field nothing governs any more is shown to more',
    before: 'field,Child.religion,,PC,,full',
    after: 'field,Child.religion,,open,,',
    widened: ['field Child.religion: PC full -> open'],
  },
  {
    title: 'a field there was not before is neither',
    before: '',
    after: 'field,Child.shoeSize,,ID,,full',
    added: ['field Child.shoeSize: ID full'],
  },
  {
    title: 'a relationship more is a widening',
    before: '',
    after: 'reaches,auditor,AUDIT_IDENTIFIED,AUDIT_CASE,,',
    widened: ['reaches auditor AUDIT_IDENTIFIED AUDIT_CASE: now'],
  },
  {
    title: 'a pseudonym less is a widening',
    before: 'pseudonyms,auditor,AUDIT_PSEUDONYMISED,,,',
    after: '',
    widened: ['pseudonyms auditor AUDIT_PSEUDONYMISED: no more'],
  },
  {
    title: 'and a pseudonym more a narrowing',
    before: '',
    after: 'pseudonyms,auditor,AUDIT_PSEUDONYMISED,,,',
    narrowed: ['pseudonyms auditor AUDIT_PSEUDONYMISED: now'],
  },
];

describe('two policies compared', () => {
  test.for(cases)('$title', ({ before, after, widened = [], narrowed = [], added = [] }) => {
    expect(diff(before, after)).toEqual({ from: '1', to: '1', widened, narrowed, added, removed: [] });
  });
});
