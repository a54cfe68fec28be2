import { randomUUID } from 'node:crypto';
import { type DestinationStream, pino } from 'pino';

/** ★ The only things a log line may hold. Bodies, variables, headers, addresses with their query and names are not here. */
const loggable = [
  'requestId',
  'method',
  'route',
  'status',
  'milliseconds',
  'organisation',
  'role',
  'purpose',
  'code',
  'faultId',
  'errorName',
  'errorCode',
  'frames',
  'port',
  'signal',
  'step',
  'issuer',
  'count',
] as const;

/** ★ The events a log line may tell of; fixed words, so that nothing can be woven into a message. */
const logEvents = [
  'request',
  'fault',
  'started',
  'stopping',
  'stopped',
  'stop-step-failed',
  'library-notice',
  'no-token-issuer',
  'issuer-unreachable',
  'denials',
  'uncounted-notifications',
] as const;

type LogEvent = (typeof logEvents)[number];
type LogFields = Readonly<Partial<Record<(typeof loggable)[number], string | number | readonly string[] | undefined>>>;
type LogLevel = 'silent' | 'error' | 'warn' | 'info';

/** A log that can hold only what the allow-list names. */
export interface Log {
  readonly info: (event: LogEvent, fields?: LogFields) => void;
  readonly warn: (event: LogEvent, fields?: LogFields) => void;
  /** Records a fault without its message, which may quote a value, and gives the id to show the caller. */
  readonly fault: (error: unknown, fields?: LogFields) => string;
}

export interface LogSettings {
  readonly level: LogLevel;
  readonly destination?: DestinationStream;
}

const longest = 200;

const allowed = (fields: LogFields): Record<string, unknown> => {
  const kept: Record<string, unknown> = {};
  for (const name of loggable) {
    const value = fields[name];
    if (value !== undefined) kept[name] = typeof value === 'string' ? value.slice(0, longest) : value;
  }
  return kept;
};

const told = (event: LogEvent): LogEvent => (logEvents.includes(event) ? event : 'library-notice');

const frame = /^\s+at (.+)$/;

const errorFields = (error: unknown): LogFields => {
  if (!(error instanceof Error)) return { errorName: 'not an error' };
  const lines = (error.stack ?? '').split('\n').flatMap((line) => frame.exec(line)?.[1] ?? []);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { errorName: error.constructor.name, errorCode: code, frames: lines.slice(0, 12) };
};

/** Opens the hub's log: one JSON line an event, on standard error unless told otherwise. */
export const openLog = ({ level, destination = pino.destination({ fd: 2, sync: true }) }: LogSettings): Log => {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    info: (event, fields = {}) => logger.info(allowed(fields), told(event)),
    warn: (event, fields = {}) => logger.warn(allowed(fields), told(event)),
    fault: (error, fields = {}) => {
      const faultId = randomUUID();
      logger.error(allowed({ ...fields, ...errorFields(error), faultId }), 'fault');
      return faultId;
    },
  };
};
