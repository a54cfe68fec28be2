import type { Story } from './story.ts';

/** The three the demo began with; the force’s messages about them, and who is involved, are files written by hand. */
export const firstThree: readonly Story[] = [
  {
    ...{ number: 1, given: 'Robyn', family: 'Larkspur', birthOn: '2001-04-09', sex: 'FEMALE', byHand: 'SYP-P-88314' },
    ...{ ethnicity: ['WBRI', 'W1'], nhsNumber: '9990151016', upn: 'D371400012041', school: '3714000' },
    ...{ home: ['41 Invented Row', 'Hexthorpe', 'DN4 0ZZ'], parent: ['Dawn Larkspur', 'MOTHER'] },
    ...{ looks: ['5 ft 4', 'Slim', 'Red, long', 'Green'], care: 'LAC', sexualExploitation: 'SIGNIFICANT' },
    placement: {
      ...{ legalStatus: 'C2', need: 'N1', type: 'K2', provider: 'PR4', name: 'Larkfield House', urn: 'SC400001' },
      ...{ postcode: 'DN4 9ZZ', lines: ['Larkfield House', '3 Invented Lane', 'Balby'], since: '2015-03-03' },
      earlier: { since: '2014-06-12', type: 'U6', provider: 'PR1', postcode: 'DN5 9ZZ', changed: 'CARPL' },
    },
    absences: [
      {
        ...{ from: '10-22 18:40', written: '10-22 18:45', to: null, reported: '10-22 21:10', grade: 'HIGH' },
        ...{ lastSeen: 'Front door of the home', told: 'Left in a silver car', foundBy: '', checked: null },
      },
    ],
    plans: [
      {
        ...{ type: 'SAFETY', since: '2015-09-21', written: true, updated: '10-19 15:00' },
        reason: 'Older men known to collect her from the home',
        goals: [
          'No contact with the adults who exploit her sexually',
          'Fewer nights away, and a call when she is late',
        ],
      },
    ],
    investigation: {
      ...{ reference: 'SYP-C-2015-77120', subject: 'Sexual exploitation of a child', officer: 'DC 3310 M. Shaw' },
      ...{ since: '2015-09-30', constraint: 'Ring the officer before asking about the car' },
    },
    health: [
      {
        body: 'RP5',
        type: 'EMERGENCY',
        from: '09-14 23:10',
        to: '09-15 01:40',
        reason: 'Alcohol; went before she was seen',
      },
      { body: 'RXE', type: 'AMBULATORY', from: '2015-05-11', reason: 'Child and adolescent mental health: low mood' },
    ],
  },
  {
    ...{ number: 2, given: 'Tyler', family: 'Brambleby', birthOn: '2000-01-27', sex: 'MALE', byHand: 'SYP-P-90417' },
    ...{ ethnicity: ['MWBC', 'M1'], nhsNumber: '9990152020', upn: 'K371400111027', school: '3714001' },
    ...{ home: ['6 Invented Terrace', 'Askern', 'DN6 0ZZ'], parent: ['Janine Brambleby', 'MOTHER'] },
    ...{ looks: ['5 ft 9', 'Thin', 'Black, short', 'Brown'], care: 'LAC', sexualExploitation: 'NONE' },
    placement: {
      ...{ legalStatus: 'V2', need: 'N6', type: 'K2', provider: 'PR4', name: 'Wath Lodge', urn: 'SC400002' },
      ...{ postcode: 'S63 9ZZ', lines: ['Wath Lodge', '20 Invented Hill'], since: '2015-09-21', host: 'E08000018' },
    },
    absences: [
      {
        ...{ from: '10-19 16:05', to: '10-20 00:50', reported: '10-19 20:30', grade: 'MEDIUM' },
        ...{ lastSeen: 'School bus, Wath upon Dearne', told: 'Did not come in for tea', foundBy: 'PC 1907, on patrol' },
        checked: '10-20 11:20',
      },
    ],
    interview: {
      ...{ status: 'ACCEPTED', offered: '10-20 12:00', noForm: true },
      attempts: [['10-22 15:30', 'PHONE', 'REACHED']],
    },
    health: [{ body: 'RP5', type: 'EMERGENCY', from: '10-20 01:55', to: '10-20 03:10', reason: 'Cold; checked over' }],
  },
  {
    ...{ number: 3, given: 'Amina', family: 'Wrenfield', birthOn: '2002-06-18', sex: 'FEMALE', byHand: 'SYP-P-90533' },
    ...{ ethnicity: ['MWAS', 'M3'], nhsNumber: '9990153035', upn: 'N371400013019', school: '3714000' },
    ...{ home: ['', '', 'DN8 9ZZ'], addressProtected: true, parent: ['Leila Wrenfield', 'MOTHER'] },
    ...{ looks: ['5 ft', 'Slight', 'Dark', 'Brown'], care: 'EARLY_HELP' },
    absences: [
      {
        ...{ from: '10-21 15:20', to: '10-22 06:55', reported: '10-21 19:45', grade: 'MEDIUM' },
        ...{ lastSeen: 'Gates of Danum Bridge Academy', told: 'Did not come home from school' },
        ...{ foundBy: 'Came home by herself', checked: null },
      },
    ],
    plans: [
      { type: 'EARLY_HELP', since: '2015-07-06', written: false, reason: 'Domestic abuse; a move to a new flat' },
    ],
    health: [
      { body: 'RXE', type: 'AMBULATORY', from: '2015-08-03', reason: 'Child and adolescent mental health: sleep' },
    ],
  },
];
