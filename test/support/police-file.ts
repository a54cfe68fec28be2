/** One message of the police contract as a test states it: only what matters, over a valid default. */
export interface PoliceMessage {
  readonly message?: Readonly<Record<string, unknown>>;
  readonly [section: string]: unknown;
}

const valid = {
  messageType: 'NEW',
  reportedAt: '2015-10-19T21:40:00+01:00',
  sentAt: '2015-10-19T22:05:00+01:00',
  responsibleAuthority: 'E08000017',
};

// Children of nearly one name are one child where they were born on one day.
const bornOf = (n: number): string => new Date(Date.UTC(2001, 2, 14 + 37 * (n - 1))).toISOString().slice(0, 10);

/** The nth message of a force about a child of its own, complete enough to be stored. */
export const policeMessage = (n: number, { message = {}, ...sections }: PoliceMessage = {}): PoliceMessage => ({
  message: { notificationId: `SYP-N-${n}`, forceRef: `SYP-M-${n}`, ...valid, ...message },
  child: { personRef: `SYP-P-${n}`, givenName: 'Child', familyName: `Number ${n}`, dateOfBirth: bornOf(n) },
  ...sections,
});

/** A file of such messages, as a force would send it: South Yorkshire Police where no other is named. */
export const policeFile = (notifications: readonly unknown[], code = '14'): string =>
  JSON.stringify({ contract: 'police-misper', version: '1.0', force: { code }, notifications });

/** A CSV file of these lines. */
export const csvFile = (...lines: readonly string[]): string => `${lines.join('\r\n')}\r\n`;
