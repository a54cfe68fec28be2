import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { roles } from '../../src/domain/policy.ts';

const root = new URL('../../', import.meta.url).pathname;

/** Who may import whom; `main.ts` and `config.ts` belong to nobody but the outermost. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'src/domain': [],
  adapters: ['src/domain'],
  'src/store': ['src/domain'],
  'src/plan': ['src/domain', 'src/store'],
  'src/app': ['src/domain', 'src/store'],
  schema: ['src/domain', 'src/store', 'src/plan', 'src/app'],
};
const layers = Object.keys(mayImport);

const filesOf = (folder: string): readonly string[] =>
  readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('generated'))
    .map((entry) => `${entry.parentPath}/${entry.name}`);

const layerOf = (path: string): string => {
  const inside = path.slice(root.length);
  return layers.find((layer) => inside.startsWith(`${layer}/`)) ?? 'outermost';
};

const importsOf = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)].map(
    ([, target]) => new URL(target ?? '', `file://${file}`).pathname,
  );

describe('the layers', () => {
  test.for(layers)('%s imports only what it may', (layer) => {
    const files = filesOf(layer);
    const allowed = [layer, ...(mayImport[layer] ?? [])];
    const strays = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => !allowed.includes(layerOf(target)))
        .map((target) => `${file.slice(root.length)} -> ${target.slice(root.length)}`),
    );
    expect(files.length).toBeGreaterThan(0);
    expect(strays).toEqual([]);
  });

  test('nothing but the policy decides by role', () => {
    const table = /src\/domain\/(policy|mask|viewer)\.ts$/;
    const byRole = new RegExp(`(===|!==|case)\\s*['"](${roles.join('|')})['"]`);
    const exceptions = [...layers, 'src/server', 'src/cli']
      .flatMap(filesOf)
      .filter((file) => !table.test(file) && byRole.test(readFileSync(file, 'utf8')));
    expect(exceptions).toEqual([]);
  });

  test('nothing in domain or app asks for the time or for chance beyond an id', () => {
    const asks = ['src/domain', 'src/app']
      .flatMap(filesOf)
      .filter((file) => /Date\.now\(\)|new Date\(\)|Math\.random\(/.test(readFileSync(file, 'utf8')));
    expect(asks).toEqual([]);
  });

  test('only store and plan write SQL', () => {
    const sql = ['src/domain', 'src/app', 'schema', 'adapters']
      .flatMap(filesOf)
      .filter((file) => /\b(insert into|delete from|select .* from [a-z_]+ where)\b/.test(readFileSync(file, 'utf8')));
    expect(sql).toEqual([]);
  });
});
