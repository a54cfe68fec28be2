import type { PlacementStory, Story } from './story.ts';

const foster = (
  name: string,
  line: string,
  postcode: string,
): Omit<PlacementStory, 'since' | 'legalStatus' | 'need'> => ({
  ...{ type: 'U6', provider: 'PR1', name, postcode },
  lines: [line],
});

/** Seven looked after in families, and one on his own; Danyal lives in Barnsley. */
export const fosterCare: readonly Story[] = [
  {
    ...{ number: 6, given: 'Callum', family: 'Fernley', birthOn: '2001-01-17', sex: 'MALE', care: 'LAC' },
    ...{ ethnicity: ['WBRI', 'W1'], nhsNumber: '9990157065', upn: 'H371400010142', school: '3714000' },
    ...{ home: ['12 Invented Mews', 'Conisbrough', 'DN12 0ZZ'], parent: ['Sharon Fernley', 'MOTHER'] },
    looks: ['5 ft 5', 'Slim', 'Ginger', 'Blue'],
    placement: {
      ...foster('Mr and Mrs Lowe', '8 Invented Rise', 'DN12 9ZZ'),
      legalStatus: 'C2',
      need: 'N1',
      since: '2013-09-09',
    },
    ...{ worker: ['Ruth Abara', 'Social worker, children in care team'], reviewer: 'Helen Okafor' },
    absences: [
      {
        ...{
          from: '10-17 14:00',
          to: '10-17 23:10',
          reported: '10-17 20:00',
          grade: 'MEDIUM',
          lastSeen: 'Conisbrough',
        },
        ...{ told: 'Went to town and did not come back', foundBy: 'PC 1907, on patrol', checked: '10-18 00:10' },
        ...{ reasons: ['BULLYING'], harm: ['PHYSICAL'] },
      },
    ],
    interview: {
      ...{ status: 'COMPLETED', offered: '10-18 10:00', attempts: [['10-19 16:00', 'VISIT', 'REACHED']] },
      ...{ held: '10-19 16:15', by: ['Ruth Abara', 'ALLOCATED_SW'], account: 'Was hit by boys from his old school.' },
      action: ['Ask the school about the boys', 'EDUCATION', '10-21', '10-21', 'School e-mail of 21 October'],
    },
    meeting: { triggers: ['T7'], criterion: '10-18 00:10', decided: '10-19 17:00', notHeld: null },
    health: [{ body: 'RP5', type: 'EMERGENCY', from: '10-18 00:40', to: '10-18 03:00', reason: 'Cut above the eye' }],
  },
  {
    ...{ number: 7, given: 'Zofia', family: 'Nowicka', birthOn: '2002-02-26', sex: 'FEMALE', care: 'LAC' },
    ...{ ethnicity: ['WOTH', 'W9'], nhsNumber: '9990159076', upn: 'T371400011149', school: '3714000' },
    ...{ home: ['3 Invented Walk', 'Wheatley', 'DN2 9ZZ'], parent: ['Ewa Nowicka', 'MOTHER'] },
    ...{ looks: ['5 ft 1', 'Slight', 'Fair', 'Blue'], sexualExploitation: 'EMERGING' },
    background: { firstLanguage: 'pl', interpreterNeeded: false },
    placement: {
      ...foster('Mrs Harker', '14 Invented Close', 'DN3 9ZZ'),
      legalStatus: 'V2',
      need: 'N5',
      since: '2015-05-05',
    },
    ...{ worker: ['Martin Eastwood', 'Social worker, adolescent team'], reviewer: 'Helen Okafor' },
    absences: [
      {
        ...{
          from: '10-18 15:00',
          to: '10-19 17:20',
          reported: '10-18 21:00',
          grade: 'MEDIUM',
          lastSeen: 'Foster home',
        },
        ...{
          told: 'Climbed out of the window with a bag',
          foundBy: 'Foster carer, at a friend’s',
          checked: '10-19 19:00',
        },
        reasons: ['ONLINE_CONTACT', 'PARTNER'],
      },
    ],
    interview: {
      ...{ status: 'COMPLETED', offered: '10-20 09:30', attempts: [['10-21 13:00', 'VISIT', 'REACHED']] },
      ...{
        held: '10-21 13:10',
        by: ['Callum Birkett', 'LA_DEDICATED_TEAM'],
        account: 'Stayed with someone from online.',
      },
      action: ['Screenshots to the police', 'RHI_PROVIDER', '10-22', '10-22', 'Police receipt of 22 October'],
    },
    meeting: {
      ...{ triggers: ['T3', 'T4'], criterion: '10-19 15:00', decided: '10-19 18:00', held: '10-21 10:00' },
      expected: ['CSC', 'POLICE', 'HEALTH_COMMUNITY_MH', 'EDUCATION', 'PLACEMENT'],
      present: ['CSC', 'POLICE', 'EDUCATION'],
      risks: [['11A', 'Met online by a man who says he is seventeen']],
      aims: [
        ['11A', 'The man is known; she is safe online'],
        ['10A', 'She tells her carer where she is'],
      ],
      actions: [
        ['Safety work at school', 'EDUCATION', '10-22', '10-22', 'Pastoral record of 22 October'],
        ['Telephone agreed with her carer', 'PLACEMENT', '10-28', null, null],
      ],
    },
  },
  {
    ...{ number: 8, given: 'Danyal', family: 'Mirza', birthOn: '1999-04-02', sex: 'MALE', care: 'LAC' },
    ...{ ethnicity: ['APKN', 'A2'], nhsNumber: '9990160082', upn: 'H371400112156', school: '3714001' },
    ...{ home: ['21 Invented Parade', 'Hexthorpe', 'DN4 6ZZ'], parent: ['Rukhsana Mirza', 'MOTHER'] },
    ...{ looks: ['5 ft 8', 'Medium', 'Black', 'Brown'], background: { religion: 'MUSLIM' } },
    placement: {
      ...foster('Barnsley family placement', '2 Invented Fold', 'S70 9ZZ'),
      ...{ provider: 'PR4', legalStatus: 'V2', need: 'N5', since: '2015-08-03', host: 'E08000016' },
    },
    ...{ worker: ['Martin Eastwood', 'Social worker, adolescent team'], reviewer: 'Helen Okafor' },
    absences: [
      {
        ...{
          from: '10-16 19:00',
          to: '10-17 00:30',
          reported: '10-16 22:00',
          grade: 'MEDIUM',
          lastSeen: 'Barnsley bus station',
        },
        ...{ told: 'Not back from college', foundBy: 'Came back by bus', checked: '10-17 10:00' },
        reasons: ['HOME_AREA', 'FRIENDS'],
      },
    ],
    interview: {
      ...{ status: 'COMPLETED', offered: '10-20 15:00', attempts: [['10-21 16:20', 'VISIT', 'REACHED']] },
      ...{
        held: '10-21 16:30',
        by: ['Gareth Pell', 'LA_DEDICATED_TEAM'],
        account: 'Went to see friends in Doncaster.',
      },
      recordedBy: 'E08000016',
      action: ['Bus pass, so that he can visit', 'HOST_LA', '10-22', '10-22', 'Pass issued 22 October'],
    },
    notices: [
      {
        ...{ about: 'INTERVIEW_RESULT', to: 'SOCIAL_WORKER', who: 'Martin Eastwood', organisation: 'E08000017' },
        ...{ sent: '10-22 10:00', from: 'E08000016' },
      },
    ],
  },
  {
    ...{ number: 10, given: 'Bradley', family: 'Coulson', birthOn: '1998-03-11', sex: 'MALE', care: 'LAC' },
    ...{ ethnicity: ['WBRI', 'W1'], nhsNumber: '9990162107', upn: 'M371400014170', school: '3714000' },
    ...{ home: ['54 Invented Road', 'Edlington', 'DN12 8ZZ'], parent: ['Gary Coulson', 'FATHER'] },
    looks: ['6 ft', 'Heavy', 'Brown', 'Brown'],
    placement: {
      ...{ type: 'H5', provider: 'PR5', name: 'Invented Foyer', postcode: 'DN1 9ZZ', lines: ['Invented Foyer'] },
      ...{ legalStatus: 'C2', need: 'N1', since: '2015-03-30' },
    },
    ...{ worker: ['Ruth Abara', 'Social worker, children in care team'], reviewer: 'Helen Okafor' },
    absences: [
      {
        ...{ from: '10-19 18:00', to: '10-20 12:00', reported: '10-20 08:00', grade: 'LOW', lastSeen: 'The foyer' },
        ...{ told: 'Bed not slept in', foundBy: 'Came back by himself', checked: null },
        notCheckedReason: 'He would not speak with the officer',
      },
    ],
    interview: {
      ...{ status: 'DECLINED_BY_CHILD', offered: '10-20 15:00', declined: 'NOT_REALLY_MISSING' },
      attempts: [['10-21 10:00', 'PHONE', 'REFUSED']],
    },
  },
  {
    ...{ number: 11, given: 'Tegan', family: 'Moxon', birthOn: '1999-06-25', sex: 'FEMALE', care: 'LAC' },
    ...{ ethnicity: ['WBRI', 'W1'], nhsNumber: '9990163111', upn: 'F371400115177', school: '3714001' },
    ...{ home: ['19 Invented Grove', 'Rossington', 'DN11 0ZZ'], parent: ['Lisa Moxon', 'MOTHER'] },
    ...{ looks: ['5 ft 5', 'Medium', 'Black, dyed', 'Green'], sexualExploitation: 'MODERATE' },
    placement: {
      ...foster('Mr and Mrs Dyson', '6 Invented View', 'DN11 9ZZ'),
      legalStatus: 'C2',
      need: 'N1',
      since: '2014-02-10',
    },
    ...{ worker: ['Ruth Abara', 'Social worker, children in care team'], reviewer: 'Helen Okafor' },
    absences: [
      {
        ...{ from: '10-17 12:00', to: '10-18 18:00', reported: '10-17 19:00', grade: 'MEDIUM', lastSeen: 'Frenchgate' },
        ...{
          told: 'Did not meet her carer at the shops',
          foundBy: 'Rang her carer to be fetched',
          checked: '10-18 19:30',
        },
        reasons: ['PARTNER', 'PARTY_SUBSTANCES'],
      },
    ],
    interview: {
      ...{
        status: 'COMPLETED',
        offered: '10-19 09:00',
        held: '10-20 11:30',
        by: ['Callum Birkett', 'LA_DEDICATED_TEAM'],
      },
      attempts: [
        ['10-19 12:00', 'PHONE', 'REARRANGED'],
        ['10-20 11:00', 'VISIT', 'REACHED'],
      ],
      check: ['10-19 10:00', 'YES', '10-19 10:40'],
      account: 'Was at a flat with a man she calls her boyfriend, and others she did not know.',
      depth: {
        words: ['I rang because I wanted to come home.'],
        wishes: 'To be believed, and to see Ruth on Fridays',
        analysis: 'She left when others came: she is beginning to see the danger, and her carer is whom she trusts.',
        ...{ review: '11-16', place: 'A café she chose, away from the home' },
      },
      action: [
        'What she said of the flat to the officer',
        'RHI_PROVIDER',
        '10-20',
        '10-20',
        'Intelligence form, 20 October',
      ],
    },
    investigation: {
      ...{ reference: 'SYP-C-2015-77655', subject: 'Sexual exploitation of a child', officer: 'DC 3310 M. Shaw' },
      ...{ since: '2015-09-14', constraint: 'She may tell; do not ask for names' },
    },
    meeting: {
      ...{ triggers: ['T3', 'T4'], criterion: '10-18 12:00', decided: '10-19 09:00', held: '10-20 15:00' },
      expected: ['CSC', 'POLICE', 'HEALTH_COMMUNITY_MH', 'EDUCATION', 'PLACEMENT'],
      present: ['CSC', 'POLICE', 'PLACEMENT'],
      risks: [
        ['11A', 'Taken to flats by a man of twenty-three'],
        ['2A', 'Given drugs there'],
      ],
      aims: [['11A', 'No contact with the man; the flat is known to the police']],
      actions: [
        ['Visit to the flat', 'POLICE', '10-22', '10-22', 'Police log of 21 October'],
        ['Friday visits', 'CSC', '11-13', null, null],
      ],
    },
    notices: [
      {
        ...{
          about: 'MISSING',
          to: 'REVIEWING_OFFICER',
          who: 'Helen Okafor',
          organisation: 'E08000017',
          sent: '10-19 09:20',
        },
        answered: ['10-19 13:00', 'Review brought forward to 3 November'],
      },
    ],
    plans: [
      {
        ...{ type: 'CARE', since: '2014-02-24', written: true, updated: '10-21 12:00', reason: 'Care order' },
        goals: ['Stays with Mr and Mrs Dyson', 'Safe from sexual exploitation'],
      },
    ],
    others: [
      {
        ...{ kind: 'safe-in-care-decision', key: 'DON0011-SIC-1', statedAt: '2015-10-20T15:00:00Z' },
        body: {
          sourceEpisodes: [{ organisation: null, system: null, key: null, startedOn: '2015-10-17' }],
          ...{
            considered: true,
            decidedOn: '2015-10-20',
            author: 'Ruth Abara',
            outcome: null,
            documentReference: null,
          },
          reason: 'Her carer and she agree what keeps her safe; an assessment would repeat it',
        },
      },
    ],
    health: [{ body: 'RXE', type: 'AMBULATORY', from: '2015-03-16', reason: 'Looked-after children’s nurse' }],
  },
  {
    ...{ number: 12, given: 'Samuel', family: 'Okonjo', birthOn: '2003-07-07', sex: 'MALE', care: 'LAC' },
    ...{ ethnicity: ['BAFR', 'B2'], nhsNumber: '9990164126', upn: 'N371400010184', school: '3714000' },
    ...{ home: ['66 Invented Way', 'Bessacarr', 'DN4 5ZZ'], parent: ['Grace Okonjo', 'MOTHER'] },
    ...{ looks: ['4 ft 11', 'Slight', 'Black, short', 'Brown'], background: { religion: 'CHRISTIAN' } },
    placement: {
      ...foster('Ms Ridley', '25 Invented Lea', 'DN4 4ZZ'),
      legalStatus: 'V2',
      need: 'N3',
      since: '2015-09-01',
    },
    ...{ worker: ['Imogen Sykes', 'Social worker, children in care team'], reviewer: 'Helen Okafor' },
    absences: [
      {
        ...{
          from: '10-16 16:00',
          to: '10-16 21:30',
          reported: '10-16 18:30',
          grade: 'MEDIUM',
          lastSeen: 'School gate',
        },
        ...{
          told: 'Walked off towards his mother’s',
          foundBy: 'His aunt, who kept him to tea',
          checked: '10-17 12:00',
        },
        reasons: ['FAMILY_CONTACT'],
      },
    ],
    interview: {
      ...{ status: 'COMPLETED', offered: '10-17 10:00', attempts: [['10-19 10:30', 'PHONE', 'REACHED']] },
      ...{
        held: '10-19 15:45',
        by: ['Imogen Sykes', 'ALLOCATED_SW'],
        childPreference: 'He asked for her: he knows her',
      },
      account: 'Walked to see his mother in hospital and found the ward closed.',
      depth: {
        words: ['I just wanted to know if Mum was better.'],
        wishes: 'To ring the ward himself',
        analysis: 'Not running from his foster home but to his mother; he had been told too little.',
        ...{ review: '11-09', place: 'School library' },
      },
      action: ['He rings the ward each Sunday', 'PLACEMENT', '10-21', '10-21', 'Carer’s log of 21 October'],
    },
    meeting: {
      ...{ triggers: ['T6'], criterion: '10-16 18:30', decided: '10-17 09:00', held: '10-20 13:00' },
      expected: ['CSC', 'POLICE', 'HEALTH_COMMUNITY_MH', 'EDUCATION', 'PLACEMENT'],
      present: ['CSC', 'POLICE', 'EDUCATION', 'PLACEMENT'],
      risks: [['10A', 'Twelve, and alone in town after dark']],
      aims: [['10A', 'Contact with his mother that he can count on']],
      actions: [
        ['Contact each Sunday', 'CSC', '10-21', '10-21', 'Contact plan of 21 October'],
        ['School tells his carer when he is late', 'EDUCATION', '11-02', null, null],
      ],
    },
    notices: [
      {
        about: 'MISSING',
        to: 'REVIEWING_OFFICER',
        who: 'Helen Okafor',
        organisation: 'E08000017',
        sent: '10-19 11:00',
      },
    ],
  },
  {
    ...{ number: 13, given: 'Petra', family: 'Dunajska', birthOn: '2004-05-19', sex: 'FEMALE', care: 'LAC' },
    ...{ ethnicity: ['WROM', 'W9'], nhsNumber: '9990165130', upn: 'V371400011191', school: '3714000' },
    ...{ home: ['10 Invented Passage', 'Hyde Park', 'DN1 0ZZ'], parent: ['Jana Dunajska', 'MOTHER'] },
    ...{
      looks: ['4 ft 8', 'Slight', 'Dark, plaits', 'Brown'],
      background: { firstLanguage: 'sk', interpreterNeeded: true },
    },
    placement: {
      ...foster('Her grandmother', '31 Invented Passage', 'DN1 8ZZ'),
      ...{ type: 'U1', legalStatus: 'C1', need: 'N1', since: '2015-07-20' },
    },
    ...{ worker: ['Imogen Sykes', 'Social worker, children in care team'], reviewer: 'Helen Okafor' },
    absences: [
      {
        ...{
          from: '10-20 15:30',
          to: '10-20 21:15',
          reported: '10-20 18:00',
          grade: 'MEDIUM',
          lastSeen: 'School gate',
        },
        ...{ told: 'Not fetched; not at home', foundBy: 'Her cousin, in Hyde Park', checked: '10-21 09:00' },
        reasons: ['FAMILY_CONTACT'],
      },
    ],
    interview: {
      ...{
        status: 'COMPLETED',
        offered: '10-21 09:30',
        held: '10-22 15:45',
        by: ['Callum Birkett', 'LA_DEDICATED_TEAM'],
      },
      attempts: [
        ['10-21 16:00', 'PHONE', 'NO_ANSWER'],
        ['10-22 15:40', 'VISIT', 'REACHED'],
      ],
      account: 'Went to her mother’s flat; nobody was in, and she waited on the stairs.',
      depth: {
        words: ['Babka cries and I do not know why.'],
        wishes: 'Somebody to tell her what the court said',
        analysis: 'Frightened by what she half hears at home; nobody has explained the order in Slovak.',
        ...{ review: '11-12', place: 'School, with an interpreter' },
      },
      action: ['Tell her of the order, in Slovak', 'CSC', '10-22', '10-22', 'Visit note of 22 October'],
    },
    meeting: { triggers: ['T6'], criterion: '10-20 18:00', decided: '10-21 11:00', notHeld: null },
    others: [
      {
        ...{ kind: 'case-note', key: 'DON0013-CN-1', statedAt: '2015-10-22T16:30:00Z' },
        body: {
          sourceEpisodes: [{ organisation: null, system: null, key: null, startedOn: '2015-10-20' }],
          ...{ author: 'Imogen Sykes', authorRole: 'Social worker', authorAgency: 'CSC' },
          ...{ happenedAt: '2015-10-22T15:30:00Z', recordedAt: '2015-10-22T16:30:00Z', seen: true, seenAlone: true },
          ...{ place: 'School', placeReason: 'Where she feels safe', voice: 'She asked when she may see her mother.' },
          ...{ analysis: null, impact: null, informed: null, characteristicsConsidered: true, disagreement: null },
          note: 'Told her of the order with the interpreter.',
        },
      },
    ],
  },
];
