const fraction = /\.(\d+)/;

/** Microseconds since 1970 of an ISO instant, whatever its offset and precision. */
export const microsecondsOf = (instant: string): number => {
  if (!instant.includes('.')) return Date.parse(instant) * 1000;
  const digits = fraction.exec(instant)?.[1] ?? '';
  return Date.parse(instant.replace(fraction, '')) * 1000 + Number(digits.padEnd(6, '0').slice(0, 6));
};

/** The instant this many hours after another, in UTC to the millisecond. */
export const hoursAfter = (instant: string, hours: number): string =>
  new Date(Date.parse(instant) + hours * 3_600_000).toISOString();

/** An instant in UTC to the microsecond, as known times are written. */
export const microsecondText = (instant: string): string => {
  const microseconds = microsecondsOf(instant);
  const whole = new Date(Math.floor(microseconds / 1000)).toISOString();
  return `${whole.slice(0, -1)}${String(microseconds % 1000).padStart(3, '0')}Z`;
};
