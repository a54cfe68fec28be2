import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { isSystemError } from './files.ts';

const run = promisify(execFile);

// The command name in `/proc/<pid>/stat` may hold spaces and brackets, so fields are counted after its last bracket.
function fieldsOf(stat: string): readonly string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** A process that has ended but that nobody asked after: first processes of containers often never ask. */
function isZombie(pid: number): boolean {
  try {
    return process.platform === 'linux' && fieldsOf(readFileSync(`/proc/${pid}/stat`, 'utf8'))[0] === 'Z';
  } catch {
    return false;
  }
}

/** Whether a process of this id is running, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return isSystemError(error, 'EPERM') && !isZombie(pid);
  }
}

async function bornOnLinux(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
  return `${boot.trim()}/${fieldsOf(stat)[19]}`;
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
