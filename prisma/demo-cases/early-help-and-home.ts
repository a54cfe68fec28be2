import type { Story } from './story.ts';

/** Five whom early help knows beside Amina, and two whom nobody knew. */
export const earlyHelpAndHome: readonly Story[] = [
  {
    ...{ number: 21, given: 'Grace', family: 'Hatherley', birthOn: '2002-03-05', sex: 'FEMALE', care: 'EARLY_HELP' },
    ...{ ethnicity: ['WBRI', 'W1'], nhsNumber: '9990174210', upn: 'Y371400013247', school: '3714000' },
    ...{ home: ['22 Invented Gardens', 'Sprotbrough', 'DN5 0ZZ'], parent: ['Helena Hatherley', 'MOTHER'] },
    looks: ['5 ft 2', 'Slim', 'Brown', 'Brown'],
    absences: [
      {
        ...{ from: '10-18 18:30', to: '10-18 23:15', reported: '10-18 21:00', grade: 'LOW', lastSeen: 'At home' },
        ...{ told: 'Walked out over her homework', foundBy: 'Her father, at her aunt’s', checked: '10-19 17:00' },
        reasons: ['SCHOOL', 'FAMILY_CONFLICT'],
      },
    ],
    interview: {
      ...{ status: 'COMPLETED', offered: '10-19 11:00', held: '10-21 15:50', by: ['Joy Adeyemi', 'EARLY_HELP'] },
      attempts: [
        ['10-20 09:00', 'PHONE', 'NO_ANSWER'],
        ['10-21 15:40', 'VISIT', 'REACHED'],
      ],
      check: ['10-20 09:30', 'NO', null],
      account: 'Walked to her aunt’s because nobody there asks about school.',
      depth: {
        words: ['They only ever ask about my marks.'],
        wishes: 'One evening a week that is hers',
        analysis: 'The rows began when her set was changed; school and parents each think the other has told her why.',
        ...{ review: '11-18', place: 'The library, which she chose' },
      },
      action: ['School rings her parents about the set', 'EDUCATION', '10-22', '10-22', 'School log of 22 October'],
    },
    plans: [
      { type: 'EARLY_HELP', since: '2015-04-20', written: true, updated: '09-07 12:00', reason: 'Conflict at home' },
    ],
    others: [
      {
        ...{ kind: 'feedback', key: 'DON0021-F-1', statedAt: '2015-10-22T12:00:00Z' },
        body: {
          sourceEpisodes: [{ organisation: null, system: null, key: null, startedOn: '2015-10-18' }],
          ...{ respondent: 'PARENT_OR_CARER', givenOn: '2015-10-22', takenBy: 'Joy Adeyemi', auditReference: null },
          content: 'It helped that somebody came to the library and not to the house.',
        },
      },
    ],
  },
  {
    ...{ number: 22, given: 'Reece', family: 'Dunscombe', birthOn: '2000-02-02', sex: 'MALE', care: 'EARLY_HELP' },
    ...{ ethnicity: ['WBRI', 'W1'], nhsNumber: '9990175225', upn: 'E371400014254', school: '3714000' },
    ...{ home: ['60 Invented Green', 'Stainforth', 'DN7 0ZZ'], parent: ['Wayne Dunscombe', 'FATHER'] },
    looks: ['5 ft 8', 'Thin', 'Brown', 'Grey'],
    absences: [
      {
        ...{ from: '10-17 20:00', to: '10-18 11:30', reported: '10-18 01:00', grade: 'MEDIUM', lastSeen: 'Stainforth' },
        ...{ told: 'Did not come home from a game', foundBy: 'Came home by himself', checked: '10-18 15:00' },
        reasons: ['PARTY_SUBSTANCES'],
      },
    ],
    interview: {
      ...{ status: 'DECLINED_BY_CHILD', offered: '10-19 13:00', declined: 'NO_REASON' },
      attempts: [['10-20 17:00', 'PHONE', 'REFUSED']],
    },
    plans: [{ type: 'EARLY_HELP', since: '2015-06-15', written: false, reason: 'Cannabis; not at school' }],
  },
  {
    ...{ number: 23, given: 'Aaliyah', family: 'Begum-Hart', birthOn: '2001-07-21', sex: 'FEMALE', care: 'EARLY_HELP' },
    ...{ ethnicity: ['MWAS', 'M3'], nhsNumber: '9990177236', upn: 'V371400115261', school: '3714001' },
    ...{ home: ['4 Invented Hill', 'Conisbrough', 'DN12 6ZZ'], parent: ['Shirin Begum', 'MOTHER'] },
    ...{ looks: ['5 ft 3', 'Slim', 'Black', 'Brown'], sexualExploitation: 'EMERGING' },
    absences: [
      {
        ...{
          from: '10-19 17:30',
          to: '10-20 00:10',
          reported: '10-19 21:20',
          grade: 'MEDIUM',
          lastSeen: 'Conisbrough',
        },
        ...{ told: 'Said she was at a friend’s; was not', foundBy: 'Her cousin', checked: '10-20 12:30' },
        reasons: ['PARTNER'],
      },
    ],
    interview: {
      ...{ status: 'COMPLETED', offered: '10-20 13:30', attempts: [['10-21 12:00', 'VISIT', 'REACHED']] },
      ...{ held: '10-21 12:20', by: ['Callum Birkett', 'LA_DEDICATED_TEAM'], account: 'Was with her boyfriend.' },
      check: ['10-21 09:00', 'NO', null],
      action: ['Talk with the school nurse', 'HEALTH_COMMUNITY_MH', '10-22', '10-22', 'Nurse’s note of 22 October'],
    },
    meeting: {
      ...{ triggers: ['T4'], criterion: '10-19 21:20', decided: '10-20 16:00' },
      notHeld: 'The boy is fifteen, in her form, and both families know',
    },
    plans: [{ type: 'EARLY_HELP', since: '2015-08-24', written: false, reason: 'Lateness at school' }],
  },
  {
    ...{ number: 24, given: 'Connor', family: 'Bentley-Price', birthOn: '2003-05-30', sex: 'MALE', care: 'EARLY_HELP' },
    ...{ ethnicity: ['WIRT', 'W9'], nhsNumber: '9990178240', upn: 'F371400010268', school: '3714000' },
    ...{ home: ['Plot 6, Invented Common', 'Thorne', 'DN8 0ZZ'], parent: ['Bridie Price', 'MOTHER'] },
    looks: ['4 ft 10', 'Stocky', 'Red', 'Blue'],
    absences: [
      {
        ...{ from: '10-16 15:10', to: '10-16 20:40', reported: '10-16 18:00', grade: 'LOW', lastSeen: 'School gate' },
        ...{ told: 'Did not get on the bus', foundBy: 'His grandfather', checked: '10-17 15:30' },
        reasons: ['BULLYING', 'SCHOOL'],
      },
    ],
    interview: {
      ...{ status: 'COMPLETED', offered: '10-17 16:00', attempts: [['10-19 11:00', 'VISIT', 'REACHED']] },
      ...{
        held: '10-19 11:10',
        by: ['Callum Birkett', 'LA_DEDICATED_TEAM'],
        account: 'Did not want to get on the bus.',
      },
      action: ['A seat at the front of the bus', 'EDUCATION', '10-21', '10-21', 'School e-mail of 21 October'],
    },
    plans: [{ type: 'EARLY_HELP', since: '2015-09-14', written: false, reason: 'Moved school' }],
  },
  {
    ...{ number: 25, given: 'Mia', family: 'Farndale', birthOn: '1999-01-31', sex: 'FEMALE', care: 'EARLY_HELP' },
    ...{ ethnicity: ['WBRI', 'W1'], nhsNumber: '9990179255', upn: 'M371400011275', school: '3714000' },
    ...{ home: ['35 Invented Rise', 'Bawtry', 'DN10 0ZZ'], parent: ['Joanne Farndale', 'MOTHER'] },
    looks: ['5 ft 6', 'Medium', 'Fair', 'Green'],
    absences: [
      {
        ...{ from: '10-17 19:00', to: '10-18 01:40', reported: '10-17 23:30', grade: 'LOW', lastSeen: 'Bawtry' },
        ...{ told: 'Missed the last bus; telephone flat', foundBy: 'Rang from a friend’s', checked: '10-18 13:00' },
        reasons: ['LATE', 'FRIENDS'],
      },
    ],
    interview: {
      ...{ status: 'COMPLETED', offered: '10-18 15:00', attempts: [['10-20 10:00', 'PHONE', 'REACHED']] },
      ...{ held: '10-20 16:30', by: ['Joy Adeyemi', 'EARLY_HELP'], account: 'Missed the bus and was afraid to ring.' },
      action: ['A charger, and a number to ring', 'EARLY_HELP', '10-21', '10-21', 'Plan of 21 October'],
      differenceMade: 'Her mother says she rang when she was late on the 21st.',
    },
    plans: [
      {
        ...{
          type: 'EARLY_HELP',
          since: '2015-03-02',
          written: true,
          updated: '10-21 14:00',
          reason: 'Her mother’s illness',
        },
        goals: ['She rings when she is late', 'Time for her mother and her'],
      },
    ],
    others: [
      {
        ...{ kind: 'impact', key: 'DON0025-IM-1', statedAt: '2015-10-22T15:00:00Z' },
        body: {
          sourceEpisodes: [{ organisation: null, system: null, key: null, startedOn: '2015-10-17' }],
          ...{ statement: 'She rings when she is late', evidence: 'Her mother, by telephone, 22 October' },
          ...{ agency: 'EARLY_HELP', recordedBy: 'Joy Adeyemi', recordedOn: '2015-10-22' },
        },
      },
    ],
  },
  {
    ...{ number: 26, given: 'Joshua', family: 'Tickhill', birthOn: '1998-07-14', sex: 'MALE', care: 'HOME' },
    ...{ ethnicity: ['WBRI', 'W1'], nhsNumber: '9990180261', upn: 'C371400112282', school: '3714001' },
    ...{ home: ['1 Invented Paddock', 'Hatfield', 'DN7 9ZZ'], parent: ['Peter Tickhill', 'FATHER'] },
    looks: ['6 ft 1', 'Slim', 'Brown', 'Brown'],
    absences: [
      {
        ...{ from: '10-19 08:30', to: '10-19 19:45', reported: '10-19 17:00', grade: 'MEDIUM', lastSeen: 'At home' },
        ...{ told: 'Not at college; left his telephone', foundBy: 'His father, on the moor', checked: '10-19 21:00' },
        reasons: ['MENTAL_HEALTH'],
      },
    ],
    interview: {
      ...{
        status: 'COMPLETED',
        offered: '10-20 10:30',
        held: '10-21 17:10',
        by: ['Callum Birkett', 'LA_DEDICATED_TEAM'],
      },
      attempts: [
        ['10-20 18:00', 'TEXT', 'REARRANGED'],
        ['10-21 17:00', 'VISIT', 'REACHED'],
      ],
      account: 'Walked on the moor all day because he could not face his examination.',
      depth: {
        words: ['I did not want to die. I wanted it to be quiet.'],
        wishes: 'To see somebody who is not his father’s friend',
        analysis: 'First sign of low mood in a boy nobody worried about; his college did not ring when he was away.',
        ...{ review: '11-20', place: 'A walk on the moor, as he asked' },
      },
      action: ['Appointment with his doctor', 'RHI_PROVIDER', '10-22', '10-22', 'Surgery’s confirmation, 22 October'],
    },
    others: [
      {
        ...{ kind: 'feedback', key: 'DON0026-F-1', statedAt: '2015-10-22T16:00:00Z' },
        body: {
          sourceEpisodes: [{ organisation: null, system: null, key: null, startedOn: '2015-10-19' }],
          ...{ respondent: 'CHILD', givenOn: '2015-10-22', takenBy: 'Callum Birkett', auditReference: null },
          content: 'Walking made it easier to say.',
        },
      },
    ],
  },
  {
    ...{ number: 27, given: 'Nadia', family: 'Rahmani', birthOn: '2000-10-01', sex: 'FEMALE', care: 'HOME' },
    ...{ ethnicity: ['OOTH', 'O9'], nhsNumber: '9990181276', upn: 'D371400013289', school: '3714000' },
    ...{ home: ['Flat 8, 2 Invented House', 'Town Fields', 'DN1 7ZZ'], parent: ['Farid Rahmani', 'FATHER'] },
    ...{ looks: ['5 ft 4', 'Slim', 'Black', 'Brown'], background: { firstLanguage: 'fa', interpreterNeeded: true } },
    absences: [
      {
        ...{
          from: '10-20 16:30',
          to: '10-21 09:40',
          reported: '10-20 22:00',
          grade: 'MEDIUM',
          lastSeen: 'The library',
        },
        ...{
          told: 'Did not come home from the library',
          foundBy: 'A teacher, at the school gate',
          checked: '10-21 11:45',
        },
        reasons: ['FAMILY_CONFLICT'],
      },
    ],
    interview: {
      ...{
        status: 'SCHEDULED',
        offered: '10-21 14:00',
        scheduled: '10-23 16:00',
        by: ['Callum Birkett', 'LA_DEDICATED_TEAM'],
      },
      attempts: [
        ['10-21 16:30', 'PHONE', 'NO_ANSWER'],
        ['10-22 09:30', 'VISIT', 'REARRANGED'],
      ],
    },
  },
];
