import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuiltFile, builtFiles, type DemoFile } from './demo-cases/built-files.ts';
import { filesByHand } from './demo-cases/by-hand.ts';
import { demoCases } from './demo-cases/demo-cases.ts';

const folder = fileURLToPath(new URL('demo/', import.meta.url));
const table = fileURLToPath(new URL('demo-deliveries.ts', import.meta.url));

const longestLine = 120;

/** A row as the formatter leaves it. */
const rowOf = ({ receivedAt, organisation, adapterId, file }: DemoFile): string => {
  const cells = [receivedAt, organisation, adapterId, file].map((cell) => `'${cell}'`);
  const line = `  [${cells.join(', ')}],`;
  return line.length <= longestLine ? line : ['  [', ...cells.map((cell) => `    ${cell},`), '  ],'].join('\n');
};

/** The table of deliveries as a module: every file of the demo in the order of its arrival. */
export const deliveryTable = (files: readonly DemoFile[]): string =>
  [
    'type Row = readonly [receivedAt: string, organisation: string, adapterId: string, file: string];',
    '',
    '/** The files of the demo in the order they arrived; `npm run demo:build` writes this table. */',
    'export const deliveryRows: readonly Row[] = [',
    ...files.toSorted((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1)).map(rowOf),
    '];',
    '',
  ].join('\n');

const removeStale = async (kept: ReadonlySet<string>): Promise<void> => {
  const present = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = present.filter((entry) => entry.isFile()).map(({ parentPath, name }) => `${parentPath}/${name}`);
  await Promise.all(files.filter((file) => !kept.has(file.slice(folder.length))).map((file) => rm(file)));
};

const write = async ({ file, text }: BuiltFile): Promise<void> => {
  await mkdir(dirname(`${folder}${file}`), { recursive: true });
  await writeFile(`${folder}${file}`, text);
};

const build = async (): Promise<void> => {
  const built = builtFiles(demoCases);
  const files: readonly DemoFile[] = [...filesByHand, ...built];
  await removeStale(new Set(files.map(({ file }) => file)));
  await Promise.all(built.map(write));
  await writeFile(table, deliveryTable(files));
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
