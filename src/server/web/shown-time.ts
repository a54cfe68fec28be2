const timeZone = 'Europe/London';

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone });
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone });

/** A day or the day of an instant, such as 9 April 2001. */
export const shownDay = (iso: string): string => day.format(new Date(iso));

/** An instant in English time, such as 22 October 2015, 18:40. */
export const shownInstant = (iso: string): string => `${shownDay(iso)}, ${time.format(new Date(iso))}`;

/** The same with the day of the week: Thursday 22 October 2015, 18:40. */
export const shownMoment = (iso: string): string => `${weekday.format(new Date(iso))} ${shownInstant(iso)}`;
