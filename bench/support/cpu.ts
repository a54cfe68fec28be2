import { readdirSync, readFileSync } from 'node:fs';

// Linux counts processor time in hundredths of a second, whatever the processor.
const ticksPerSecond = 100;

interface Times {
  readonly parent: number;
  readonly own: number;
  /** Of children that have ended. */
  readonly reaped: number;
}

const timesOf = (pid: number | string): Times | null => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const at = (index: number) => Number(fields[index]);
    return { parent: at(1), own: at(11) + at(12), reaped: at(13) + at(14) };
  } catch {
    return null;
  }
};

/**
 * Seconds of processor that a server and the whole of PostgreSQL have used, its writers included; null where the
 * system does not tell.
 */
export const cpuSeconds = (server: number, postmaster: number): number | null => {
  const own = timesOf(server);
  const database = timesOf(postmaster);
  if (!own || !database) return null;
  const backends = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(timesOf)
    .filter((times) => times?.parent === postmaster)
    .reduce((sum, times) => sum + (times?.own ?? 0), 0);
  return (own.own + database.own + database.reaped + backends) / ticksPerSecond;
};
