import type { PlacementStory, Story } from './story.ts';

const larkfield: Omit<PlacementStory, 'since' | 'legalStatus' | 'need'> = {
  ...{ type: 'K2', provider: 'PR4', name: 'Larkfield House', urn: 'SC400001', postcode: 'DN4 9ZZ' },
  lines: ['Larkfield House', '3 Invented Lane', 'Balby'],
};
const door = 'Front door of the home';

/** Four who live where Robyn lives: two go again and again, one is a child of Sheffield. */
export const larkfieldHouse: readonly Story[] = [
  {
    ...{ number: 4, given: 'Kieran', family: 'Ashdown', birthOn: '1999-02-20', sex: 'MALE', care: 'LAC' },
    ...{ ethnicity: ['WBRI', 'W1'], nhsNumber: '9990155046', upn: 'K371400014128', school: '3714000' },
    ...{ home: ['9 Invented Yard', 'Mexborough', 'S64 0ZZ'], parent: ['Carl Ashdown', 'FATHER'] },
    looks: ['5 ft 10', 'Broad', 'Fair, shaved', 'Blue'],
    placement: { ...larkfield, legalStatus: 'C2', need: 'N1', since: '2014-11-03' },
    ...{ worker: ['Ruth Abara', 'Social worker, children in care team'], reviewer: 'Helen Okafor' },
    before: [['10-03 20:00', '10-04 02:00']],
    absences: [
      {
        ...{ from: '10-16 21:00', to: '10-17 03:20', reported: '10-16 23:05', grade: 'MEDIUM', lastSeen: door },
        ...{ told: 'Went out for a smoke and did not come back', foundBy: 'Let himself in', checked: '10-17 09:30' },
        reasons: ['FRIENDS', 'BOUNDARIES'],
      },
      {
        ...{ from: '10-18 19:30', to: '10-19 01:10', reported: '10-18 22:40', grade: 'LOW', lastSeen: door },
        ...{ told: 'Said he was seeing his brother', foundBy: 'Brought back by his brother', checked: '10-19 10:10' },
        reasons: ['FAMILY_CONTACT'],
      },
      {
        ...{ from: '10-20 20:15', to: '10-21 00:40', reported: '10-20 22:50', grade: 'MEDIUM', lastSeen: door },
        ...{
          told: 'Left after a row about his telephone',
          foundBy: 'Staff, at the bus station',
          checked: '10-21 08:40',
        },
        reasons: ['BOUNDARIES', 'FAMILY_CONTACT'],
      },
    ],
    interview: {
      ...{ status: 'COMPLETED', offered: '10-17 11:00', attempts: [['10-21 16:40', 'THROUGH_CARER', 'REACHED']] },
      ...{ held: '10-21 17:00', by: ['J. Okoro', 'PLACEMENT_STAFF'], account: 'Says he was out with mates.' },
      action: ['Contact with his brother in the week', 'CSC', '10-22', '10-22', 'Contact sheet of 22 October'],
    },
    meeting: {
      ...{ triggers: ['T2'], criterion: '10-18 22:40', decided: '10-19 11:00', held: '10-21 14:00' },
      expected: ['CSC', 'POLICE', 'HEALTH_COMMUNITY_MH', 'EDUCATION', 'PLACEMENT'],
      present: ['CSC', 'POLICE', 'PLACEMENT'],
      risks: [['10A', 'Four absences in three weeks']],
      aims: [['10A', 'Fewer absences: time with his brother that is agreed']],
      actions: [
        ['Agree a place and hour with his brother', 'CSC', '10-22', '10-22', 'E-mail to the home of 22 October'],
        ['Review of the home’s curfew', 'PLACEMENT', '11-06', null, null],
      ],
    },
    notices: [
      {
        about: 'MISSING',
        to: 'REVIEWING_OFFICER',
        who: 'Helen Okafor',
        organisation: 'E08000017',
        sent: '10-19 12:00',
      },
    ],
  },
  {
    ...{ number: 5, given: 'Jasmin', family: 'Tarrant', birthOn: '2000-05-12', sex: 'FEMALE', care: 'LAC' },
    ...{ ethnicity: ['MWBC', 'M1'], nhsNumber: '9990156050', upn: 'A371400115135', school: '3714001' },
    ...{ home: ['77 Invented Street', 'Intake', 'DN2 0ZZ'], parent: ['Marcia Tarrant', 'MOTHER'] },
    ...{ looks: ['5 ft 6', 'Slim', 'Black, braided', 'Brown'], sexualExploitation: 'SIGNIFICANT' },
    placement: { ...larkfield, legalStatus: 'C1', need: 'N1', since: '2015-06-22' },
    ...{ worker: ['Ruth Abara', 'Social worker, children in care team'], reviewer: 'Helen Okafor' },
    absences: [
      {
        ...{ from: '10-16 22:00', to: '10-17 04:30', reported: '10-16 23:20', grade: 'HIGH', lastSeen: door },
        ...{ told: 'Met by a car at the end of the lane', foundBy: 'PC 1907, at a hotel', checked: '10-17 11:00' },
        ...{ reasons: ['EXPLOITER_COERCED'], harm: ['NOT_EXPLORED'] },
      },
      {
        ...{
          from: '10-19 20:00',
          to: '10-20 02:00',
          reported: '10-19 22:15',
          grade: 'HIGH',
          lastSeen: 'Balby, bus stop',
        },
        ...{ told: 'Did not get off the bus from school club', foundBy: 'Came back by taxi', checked: '10-20 09:15' },
        ...{ reasons: ['EXPLOITER_COERCED', 'ONLINE_CONTACT'], harm: ['SEXUAL'] },
      },
    ],
    interview: {
      ...{ status: 'COMPLETED', offered: '10-17 12:00', attempts: [['10-20 15:30', 'VISIT', 'REACHED']] },
      ...{ held: '10-20 16:00', by: ['Callum Birkett', 'LA_DEDICATED_TEAM'], account: 'Would not say whom she met.' },
      action: ['Tell the team of the hotel', 'RHI_PROVIDER', '10-21', '10-21', 'E-mail of 21 October'],
    },
    investigation: {
      ...{ reference: 'SYP-C-2015-78014', subject: 'Sexual exploitation of a child', officer: 'DC 3310 M. Shaw' },
      ...{ since: '2015-10-05', constraint: 'Nothing about the hotel before the officer has spoken with her' },
    },
    meeting: {
      ...{ triggers: ['T4', 'T5'], criterion: '10-16 23:20', decided: '10-17 10:00', held: '10-20 10:00' },
      expected: ['CSC', 'POLICE', 'HEALTH_COMMUNITY_MH', 'EDUCATION', 'PLACEMENT'],
      present: ['CSC', 'POLICE', 'HEALTH_COMMUNITY_MH'],
      risks: [
        ['11A', 'Sexual exploitation by adults with a car'],
        ['10A', 'Two absences in four days'],
      ],
      aims: [
        ['11A', 'An end to contact with the adults who exploit her'],
        ['10A', 'Staff know where she is'],
      ],
      actions: [
        ['Sexual health appointment offered', 'HEALTH_COMMUNITY_MH', '10-22', '10-22', 'Clinic letter of 22 October'],
        ['Abduction warning notices', 'POLICE', '10-30', null, null],
      ],
      disagreement: 'The home asked for a move; social care holds that a move would lose her.',
    },
    health: [{ body: 'RXE', type: 'AMBULATORY', from: '2015-07-08', reason: 'Looked-after children’s nurse' }],
  },
  {
    ...{ number: 9, given: 'Ellie-Mae', family: 'Stanhope', birthOn: '2000-08-30', sex: 'FEMALE', care: 'LAC' },
    ...{ ethnicity: ['WBRI', 'W1'], nhsNumber: '9990161097', upn: 'F371400013163', school: '3714000' },
    ...{ home: ['5 Invented Drive', 'Sheffield', 'S5 0ZZ'], parent: ['Kerry Stanhope', 'MOTHER'] },
    ...{ looks: ['5 ft 3', 'Medium', 'Blonde, long', 'Grey'], sexualExploitation: 'MODERATE' },
    ...{ authority: 'E08000019', childId: 'SHF0417' },
    placement: { ...larkfield, legalStatus: 'C2', need: 'N5', since: '2015-08-17', host: 'E08000017' },
    ...{ worker: ['Priti Nair', 'Social worker, Sheffield'], reviewer: 'Joan Wickersley' },
    absences: [
      {
        ...{ from: '10-17 17:45', to: '10-17 23:55', reported: '10-17 21:30', grade: 'MEDIUM', lastSeen: door },
        ...{ told: 'Took the train to Sheffield', foundBy: 'Her mother, who rang the home', checked: '10-18 11:45' },
        reasons: ['HOME_AREA', 'FAMILY_CONTACT'],
      },
      {
        ...{
          from: '10-20 16:00',
          to: '10-20 22:45',
          reported: '10-20 20:20',
          grade: 'MEDIUM',
          lastSeen: 'School gate',
        },
        ...{ told: 'Not at the gate when staff came', foundBy: 'Transport police, Meadowhall', checked: '10-21 12:30' },
        reasons: ['HOME_AREA', 'PARTNER'],
      },
    ],
    interview: {
      ...{ status: 'COMPLETED', offered: '10-18 12:30', attempts: [['10-21 17:30', 'VISIT', 'REACHED']] },
      ...{ held: '10-21 18:00', by: ['Callum Birkett', 'LA_DEDICATED_TEAM'], account: 'Wants to see her mother.' },
      recordedBy: 'E08000017',
      action: [
        'Ask Sheffield for a plan of contact',
        'RHI_PROVIDER',
        '10-22',
        '10-22',
        'E-mail to Sheffield, 22 October',
      ],
    },
    meeting: {
      ...{ triggers: ['T4'], criterion: '10-17 21:30', decided: '10-19 10:00', held: '10-22 14:00' },
      expected: ['CSC', 'POLICE', 'HEALTH_COMMUNITY_MH', 'EDUCATION', 'PLACEMENT'],
      present: ['CSC', 'POLICE', 'PLACEMENT'],
      risks: [['11A', 'An older boyfriend in Sheffield']],
      aims: [
        ['11A', 'The boyfriend is known, and she is safe from him'],
        ['10A', 'Contact that is planned'],
      ],
      actions: [
        ['Checks on the boyfriend', 'POLICE', '10-22', '10-22', 'Police log of 22 October'],
        ['Contact plan', 'PLACING_LA', '11-02', null, null],
      ],
    },
  },
  {
    ...{ number: 14, given: 'Jordan', family: 'Thistlewood', birthOn: '2000-03-03', sex: 'MALE', care: 'LAC' },
    ...{ ethnicity: ['WBRI', 'W1'], nhsNumber: '9990166145', upn: 'N371400112198', school: '3714001' },
    ...{ home: ['30 Invented Avenue', 'Cantley', 'DN4 7ZZ'], parent: ['Stacey Thistlewood', 'MOTHER'] },
    ...{ looks: ['5 ft 7', 'Thin', 'Brown, short', 'Brown'], criminalExploitation: 'Carries for others; owes money' },
    placement: { ...larkfield, legalStatus: 'V2', need: 'N6', since: '2015-04-13' },
    ...{ worker: ['Martin Eastwood', 'Social worker, adolescent team'], reviewer: 'Helen Okafor' },
    before: [
      ['10-01 18:00', '10-02 01:30'],
      ['10-09 17:00', '10-10 09:00'],
    ],
    absences: [
      {
        ...{
          from: '10-16 15:30',
          to: '10-17 01:15',
          reported: '10-16 20:10',
          grade: 'MEDIUM',
          lastSeen: 'School gate',
        },
        ...{ told: 'Did not come back from school', foundBy: 'Came back by himself', checked: '10-17 13:00' },
        reasons: ['CRIMINAL_DEBT'],
      },
      {
        ...{ from: '10-18 13:00', to: '10-19 06:30', reported: '10-18 18:30', grade: 'HIGH', lastSeen: door },
        ...{
          told: 'Left with a bag and two telephones',
          foundBy: 'Police, at a flat in Goole',
          checked: '10-19 09:00',
        },
        ...{ reasons: ['CRIMINAL_DEBT', 'EXPLOITER_COERCED'], harm: ['CRIMINAL_EXPLOIT'] },
      },
      {
        ...{ from: '10-20 17:15', to: '10-21 02:20', reported: '10-20 21:00', grade: 'HIGH', lastSeen: door },
        ...{ told: 'Took a call and left', foundBy: 'Police, on the motorway', checked: '10-21 10:30' },
        ...{ reasons: ['CRIMINAL_DEBT'], harm: ['CRIMINAL_EXPLOIT'] },
      },
    ],
    interview: {
      ...{ status: 'COMPLETED', offered: '10-17 14:00', attempts: [['10-21 15:00', 'VISIT', 'REACHED']] },
      ...{ held: '10-21 15:30', by: ['Callum Birkett', 'LA_DEDICATED_TEAM'], account: 'Says he was with a friend.' },
      action: ['Referral to the youth offending team', 'CSC', '10-22', '10-22', 'Referral form of 22 October'],
    },
    investigation: {
      ...{ reference: 'SYP-C-2015-78230', subject: 'Supply of drugs through children', officer: 'DS 1188 K. Amin' },
      ...{ since: '2015-10-19', constraint: 'Nothing about the flat or the telephones' },
    },
    meeting: {
      ...{ triggers: ['T2', 'T5'], criterion: '10-16 20:10', decided: '10-19 09:30', held: '10-22 11:00' },
      expected: ['CSC', 'POLICE', 'HEALTH_COMMUNITY_MH', 'EDUCATION', 'PLACEMENT'],
      present: ['CSC', 'POLICE'],
      risks: [
        ['13A', 'Used by a group that supplies drugs'],
        ['10A', 'Five absences in a month'],
      ],
      aims: [
        ['13A', 'Out of reach of those he owes'],
        ['10A', 'Absences fewer and shorter'],
      ],
      actions: [
        ['Referral to the national mechanism', 'CSC', '10-22', null, null],
        ['Telephones examined', 'POLICE', '11-05', null, null],
      ],
      disagreement: 'Police wanted him moved out of the area at once; social care did not agree.',
    },
    others: [
      {
        ...{ kind: 'escalation', key: 'DON0014-ESC-1', statedAt: '2015-10-22T14:30:00Z' },
        body: {
          sourceEpisodes: [{ organisation: null, system: null, key: null, startedOn: '2015-10-20' }],
          ...{ stage: 2, raisedBy: 'DI R. Coverdale', raisedByAgency: 'POLICE', againstAgency: 'CSC' },
          ...{ raisedAt: '2015-10-22T13:00:00Z', issue: 'Whether he is to be moved out of the area' },
          ...{ discussion: null, outcome: null, resolvedOn: null, formReference: 'RPD-2015-07' },
        },
      },
    ],
    health: [{ body: 'RP5', type: 'EMERGENCY', from: '10-21 03:05', to: '10-21 05:00', reason: 'Bruised ribs' }],
  },
];
