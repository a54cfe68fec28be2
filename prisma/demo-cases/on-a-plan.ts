import type { Story } from './story.ts';

const worker = ['Nadine Grewal', 'Social worker, child protection team'] as const;

/** Four on a child protection plan, two in need. */
export const onAPlan: readonly Story[] = [
  {
    ...{ number: 15, given: 'Chelsea', family: 'Rudd', birthOn: '2001-03-29', sex: 'FEMALE', care: 'CP_PLAN', worker },
    ...{ ethnicity: ['WBRI', 'W1'], nhsNumber: '9990168156', upn: 'T371400013205', school: '3714000' },
    ...{ home: ['88 Invented Lane', 'Armthorpe', 'DN3 0ZZ'], parent: ['Tracey Rudd', 'MOTHER'] },
    ...{ looks: ['5 ft 4', 'Medium', 'Brown', 'Hazel'], sexualExploitation: 'EMERGING' },
    absences: [
      {
        ...{ from: '10-16 20:00', to: '10-17 02:10', reported: '10-16 23:40', grade: 'MEDIUM', lastSeen: 'At home' },
        ...{ told: 'Left after a row', foundBy: 'Her brother, at a party', checked: '10-17 14:00' },
        reasons: ['FAMILY_CONFLICT', 'PARTY_SUBSTANCES'],
      },
    ],
    interview: {
      ...{ status: 'COMPLETED', offered: '10-20 10:00', attempts: [['10-21 10:30', 'VISIT', 'REACHED']] },
      ...{ held: '10-21 10:45', by: ['Callum Birkett', 'LA_DEDICATED_TEAM'], account: 'Was at a party.' },
      action: ['School nurse to see her', 'HEALTH_COMMUNITY_MH', '10-22', '10-22', 'Nurse’s note of 22 October'],
    },
    meeting: { triggers: ['T4'], criterion: '10-16 23:40', decided: '10-19 16:00', notHeld: null },
    plans: [{ type: 'CHILD_PROTECTION', since: '2015-06-10', written: true, reason: 'Neglect' }],
  },
  {
    ...{ number: 16, given: 'Ibrahim', family: 'Farooqi', birthOn: '2002-01-08', sex: 'MALE', care: 'CP_PLAN', worker },
    ...{ ethnicity: ['APKN', 'A2'], nhsNumber: '9990169160', upn: 'Z371400014212', school: '3714000' },
    ...{ home: ['17 Invented Terrace', 'Hexthorpe', 'DN4 3ZZ'], parent: ['Saima Farooqi', 'MOTHER'] },
    looks: ['5 ft 2', 'Slim', 'Black', 'Brown'],
    absences: [
      {
        ...{ from: '10-18 17:00', to: '10-18 23:50', reported: '10-18 21:40', grade: 'MEDIUM', lastSeen: 'The mosque' },
        ...{ told: 'Did not come home after class', foundBy: 'His uncle', checked: '10-19 12:00' },
        reasons: ['FAMILY_CONFLICT'],
      },
    ],
    interview: {
      ...{ status: 'NOT_ACHIEVED', offered: '10-19 14:00', attempts: [['10-20 16:30', 'PHONE', 'NO_ANSWER']] },
      action: ['His form tutor speaks with him', 'EDUCATION', '10-22', '10-22', 'Pastoral record of 22 October'],
    },
    plans: [{ type: 'CHILD_PROTECTION', since: '2015-08-19', written: true, reason: 'Physical abuse' }],
  },
  {
    ...{ number: 17, given: 'Maisie', family: 'Pendle', birthOn: '2003-02-14', sex: 'FEMALE', care: 'CP_PLAN', worker },
    ...{ ethnicity: ['WBRI', 'W1'], nhsNumber: '9990170177', upn: 'T371400115219', school: '3714001' },
    ...{ home: ['2 Invented Row', 'Denaby', 'DN12 7ZZ'], parent: ['Kelly Pendle', 'MOTHER'] },
    looks: ['4 ft 10', 'Slight', 'Blonde', 'Blue'],
    before: [['10-05 16:00', '10-05 22:00']],
    absences: [
      {
        ...{ from: '10-17 16:00', to: '10-17 21:20', reported: '10-17 19:30', grade: 'MEDIUM', lastSeen: 'At home' },
        ...{ told: 'Went out when her mother’s partner came', foundBy: 'A neighbour', checked: '10-18 10:30' },
        reasons: ['DA_AT_HOME'],
      },
      {
        ...{
          from: '10-19 15:40',
          to: '10-19 22:30',
          reported: '10-19 18:50',
          grade: 'MEDIUM',
          lastSeen: 'School gate',
        },
        ...{ told: 'Told a friend she would not go home', foundBy: 'Her friend’s mother', checked: '10-20 10:00' },
        reasons: ['DA_AT_HOME'],
      },
    ],
    interview: {
      ...{ status: 'COMPLETED', offered: '10-18 12:00', attempts: [['10-20 14:00', 'VISIT', 'REACHED']] },
      ...{ held: '10-20 14:15', by: ['Callum Birkett', 'LA_DEDICATED_TEAM'], account: 'Does not like it at home.' },
      action: ['Tell her social worker the same day', 'RHI_PROVIDER', '10-20', '10-20', 'Call noted 20 October'],
    },
    meeting: {
      ...{ triggers: ['T2', 'T6'], criterion: '10-17 19:30', decided: '10-19 10:30', held: '10-21 15:30' },
      ...{ expected: ['CSC', 'POLICE', 'HEALTH_COMMUNITY_MH', 'EDUCATION'], present: ['CSC', 'POLICE'] },
      risks: [
        ['3A', 'Violence at home'],
        ['10A', 'Three absences in a fortnight'],
      ],
      aims: [
        ['10A', 'A safe place to go that is agreed'],
        ['3A', 'He does not come to the house'],
      ],
      actions: [
        ['Ask for a non-molestation order', 'CSC', '10-22', '10-22', 'Solicitor’s letter of 22 October'],
        ['Conference brought forward', 'CSC', '11-05', null, null],
      ],
    },
    notices: [
      { about: 'MISSING', to: 'CP_CHAIR', who: 'Alan Prewitt', organisation: 'E08000017', sent: '10-19 16:30' },
    ],
    plans: [
      {
        type: 'CHILD_PROTECTION',
        since: '2015-05-13',
        written: true,
        updated: '10-22 10:00',
        reason: 'Emotional abuse',
      },
    ],
  },
  {
    ...{ number: 18, given: 'Kai', family: 'Lumley', birthOn: '2004-04-23', sex: 'MALE', care: 'CP_PLAN', worker },
    ...{ ethnicity: ['MWBC', 'M1'], nhsNumber: '9990171181', upn: 'A371400010226', school: '3714000' },
    ...{ home: ['45 Invented Court', 'Balby', 'DN4 2ZZ'], parent: ['Natalie Lumley', 'MOTHER'] },
    looks: ['4 ft 9', 'Slim', 'Black, curly', 'Brown'],
    absences: [
      {
        ...{ from: '10-19 16:20', to: '10-19 20:50', reported: '10-19 18:10', grade: 'LOW', lastSeen: 'The park' },
        ...{ told: 'Did not come in for tea', foundBy: 'PC 2044, on patrol', checked: '10-19 21:30' },
        reasons: ['BOUNDARIES'],
      },
    ],
    interview: {
      ...{ status: 'COMPLETED', offered: '10-20 11:00', attempts: [['10-21 16:30', 'VISIT', 'REACHED']] },
      ...{ held: '10-21 16:40', by: ['Nadine Grewal', 'ALLOCATED_SW'], account: 'Was playing football and forgot.' },
      action: ['A watch, and an hour to be in', 'CSC', '10-22', '10-22', 'Visit note of 22 October'],
    },
    meeting: { triggers: ['T6'], criterion: '10-19 18:10', decided: '10-20 12:00', notHeld: null },
    plans: [{ type: 'CHILD_PROTECTION', since: '2015-09-02', written: true, reason: 'Neglect' }],
  },
  {
    ...{ number: 19, given: 'Leah', family: 'Skelbrooke', birthOn: '1999-09-18', sex: 'FEMALE', care: 'CIN' },
    ...{ ethnicity: ['WBRI', 'W1'], nhsNumber: '9990172196', upn: 'G371400011233', school: '3714000' },
    ...{ home: ['7 Invented Croft', 'Tickhill', 'DN11 8ZZ'], parent: ['Andrea Skelbrooke', 'MOTHER'] },
    ...{ looks: ['5 ft 7', 'Slim', 'Brown, long', 'Blue'], worker: ['Tom Hargate', 'Social worker, assessment team'] },
    absences: [
      {
        ...{ from: '10-16 18:00', to: '10-17 00:20', reported: '10-16 21:15', grade: 'HIGH', lastSeen: 'At home' },
        ...{ told: 'Left a note; has harmed herself before', foundBy: 'Police dog handler', checked: '10-17 08:30' },
        ...{ reasons: ['MENTAL_HEALTH'], harm: ['SELF_HARM'] },
      },
    ],
    interview: {
      ...{ status: 'DECLINED_BY_CHILD', offered: '10-19 10:00', declined: 'TALKED_TO_SOMEONE_ELSE' },
      attempts: [['10-19 15:00', 'THROUGH_CARER', 'REFUSED']],
    },
    meeting: {
      ...{ triggers: ['T5'], criterion: '10-16 21:15', decided: '10-17 09:30', held: '10-19 14:00' },
      ...{ expected: ['CSC', 'POLICE', 'HEALTH_COMMUNITY_MH', 'EDUCATION'], present: ['CSC', 'HEALTH_COMMUNITY_MH'] },
      risks: [
        ['15A', 'Self-harm, and a note'],
        ['4A', 'Low mood since the summer'],
      ],
      aims: [['15A', 'She knows whom to ring, and does']],
      actions: [
        ['Crisis appointment', 'HEALTH_COMMUNITY_MH', '10-20', '10-20', 'Clinic letter of 20 October'],
        ['Reduced timetable', 'EDUCATION', '11-02', null, null],
      ],
      disagreement: 'Health asked for a bed; social care holds that she is safer at home.',
    },
    health: [
      {
        body: 'RP5',
        type: 'EMERGENCY',
        from: '10-17 01:00',
        to: '10-17 07:40',
        reason: 'Overdose; kept for the night',
      },
      {
        body: 'RXE',
        type: 'AMBULATORY',
        from: '2015-06-29',
        reason: 'Child and adolescent mental health',
        finding: 'Depressive episode',
      },
    ],
  },
  {
    ...{ number: 20, given: 'Tomasz', family: 'Wilk', birthOn: '2000-06-06', sex: 'MALE', care: 'CIN' },
    ...{ ethnicity: ['WOTH', 'W9'], nhsNumber: '9990173206', upn: 'X371400112240', school: '3714001' },
    ...{ home: ['13 Invented Square', 'Wheatley', 'DN2 8ZZ'], parent: ['Marek Wilk', 'FATHER'] },
    ...{ looks: ['5 ft 9', 'Broad', 'Fair', 'Blue'], worker: ['Tom Hargate', 'Social worker, assessment team'] },
    absences: [
      {
        ...{ from: '10-20 19:00', to: '10-21 07:15', reported: '10-20 23:30', grade: 'LOW', lastSeen: 'At home' },
        ...{ told: 'Went out with friends; telephone off', foundBy: 'Came home by himself', checked: '10-21 11:15' },
        reasons: ['FRIENDS'],
      },
    ],
    interview: {
      ...{ status: 'NOT_ACHIEVED', offered: '10-21 13:00', attempts: [['10-22 10:00', 'PHONE', 'NO_ANSWER']] },
    },
  },
];
