import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether a process of this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function bornOnLinux(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
  // The command name may hold spaces and brackets, so fields are counted after its last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return `${boot.trim()}/${fields[19]}`;
}

async function describedByPs(pid: number, column: string): Promise<string> {
  const { stdout } = await run('ps', ['-o', `${column}=`, '-p', String(pid)]);
  return stdout.trim();
}

/** A mark that differs between two processes that were given the same id; `undefined` when none has it now. */
export async function birthmark(pid: number): Promise<string | undefined> {
  if (!isAlive(pid)) return undefined;
  const read = process.platform === 'linux' ? bornOnLinux(pid) : describedByPs(pid, 'lstart');
  return read.catch(() => (isAlive(pid) ? 'unknown' : undefined));
}

/** Whether the process of this id was started with `text` among its arguments; a doubt counts as yes. */
export async function runsWith(pid: number, text: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const command =
    process.platform === 'linux' ? readFile(`/proc/${pid}/cmdline`, 'utf8') : describedByPs(pid, 'command');
  return command.then(
    (line) => line.includes(text),
    () => isAlive(pid),
  );
}
