import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readForSubjectAccess, type SubjectAccessFile } from '../app/subject-access.ts';
import { InvalidRequest } from '../domain/errors.ts';
import { readViewer } from '../domain/viewer.ts';
import { newLedger } from '../server/ledger.ts';
import { subjectAccessDisclosure } from '../server/subject-access-disclosure.ts';
import { releasePage, reviewPage } from '../server/web/subject-access-page.ts';
import { insertLedgerEntries } from '../store/ledger-entries.ts';
import { childArgument, childInput } from './child-argument.ts';
import { command } from './command.ts';
import { countOf } from './counts.ts';
import { withHub } from './open-hub.ts';
import { InvalidUsage } from './usage.ts';
import { isOrganisation, unknownOrganisation } from './words.ts';

const text = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

// What is released and what is held never stand in one file.
const filesOf = (file: SubjectAccessFile): Readonly<Record<string, string>> => {
  const { child, aliases, knownAt, release, review, exchanged, erasures } = file;
  return {
    'release.json': text({ child, aliases, knownAt, ...release, exchanged: exchanged.release, erasures }),
    'release.html': releasePage(file),
    'for-review.json': text({ child, knownAt, ...review, exchanged: exchanged.review }),
    'for-review.html': reviewPage(file),
  };
};

/** Makes the folder, or refuses one that holds anything: the file of one child never lies beside another's. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if ((await readdir(folder)).length === 0) return;
  } catch {
    throw new InvalidRequest(`${folder} cannot be written to`);
  }
  throw new InvalidRequest(`${folder} is not empty`);
}

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const paths = Object.entries(files).map(([name, content]) => ({ path: join(folder, name), content }));
  for (const { path, content } of paths) await writeFile(path, content, { flag: 'wx', mode: 0o600 });
  return paths.map(({ path }) => path);
}

interface Counted {
  readonly kinds: readonly { readonly current: readonly unknown[]; readonly earlier: readonly unknown[] }[];
}

const countIn = ({ kinds }: Counted): number =>
  kinds.reduce((sum, { current, earlier }) => sum + current.length + earlier.length, 0);

/** `homeward subject-access`: everything held of a child for a data protection officer, in two parts. */
export const subjectAccessCommand = command({
  name: 'subject-access',
  summary: 'write everything held about a child, what is to be released apart from what is to be reviewed',
  arguments: [childArgument],
  options: [
    { flags: '--out <folder>', summary: 'an empty folder to write to (default subject-access-CHILD)' },
    { flags: '--organisation <code>', summary: 'the organisation of the data protection officer (default HUB)' },
    { flags: '--person <id>', summary: 'who they are (default command-line)' },
  ],
  help: 'It is in the ledger before a file is written. for-review.* is not to be given before a decision.',
  input: z.object({
    child: childInput,
    out: z.string().min(1).optional(),
    organisation: z.string().refine(isOrganisation, unknownOrganisation).default('HUB'),
    person: z.string().min(1).max(200).default('command-line'),
  }),
  run: (deps, { child: childId, out, organisation, person }) => {
    const reading = readViewer({ person, organisation, role: 'data-protection-officer', purpose: 'SUBJECT_ACCESS' });
    if (!reading.ok) throw new InvalidUsage(reading.reason);
    return withHub(deps, async ({ pools }) => {
      const file = await readForSubjectAccess({ pools }, { childId });
      const folder = out ?? `subject-access-${file.child}`;
      await makeFolder(folder);
      const ledger = newLedger((entries, lists) => insertLedgerEntries(pools.ledger, entries, lists));
      const { entry, fieldList } = subjectAccessDisclosure(file, reading.viewer, new Date().toISOString());
      await ledger.record(entry, fieldList);
      const files = await write(folder, filesOf(file));
      const [released, held] = [countIn(file.release), countIn(file.review)];
      const lines = [`${countOf(released, 'version')} to release, ${countOf(held, 'version')} for review`, ...files];
      return { value: { child: file.child, files, released, held, ledgerEntry: entry.id }, text: lines.join('\n') };
    });
  },
});
