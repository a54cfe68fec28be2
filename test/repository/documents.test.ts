import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const versions = z.record(z.string(), z.string());
const manifest = z
  .object({ dependencies: versions, devDependencies: versions })
  .parse(JSON.parse(read('package.json')));

describe('the documents', () => {
  test('name every dependency and why it is there', () => {
    const page = read('docs/dependencies.md');
    const names = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)];
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  test('give every dependency at one exact version', () => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  test('keep the three packages of Prisma, and the two of vitest, at one version', () => {
    const { dependencies, devDependencies } = manifest;
    expect(new Set(['prisma', '@prisma/client', '@prisma/adapter-pg'].map((name) => dependencies[name])).size).toBe(1);
    expect(new Set(['vitest', '@vitest/coverage-v8'].map((name) => devDependencies[name])).size).toBe(1);
  });

  test('link only to files that are there', () => {
    const pages = [
      'README.md',
      'CONTRIBUTING.md',
      ...readdirSync(new URL('docs/', root))
        .filter((name) => name.endsWith('.md'))
        .map((name) => `docs/${name}`),
    ];
    const broken = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:)([^)#]+)\)/g)]
        .map(([, target]) => new URL(target ?? '', new URL(page, root)))
        .filter((target) => !existsSync(target))
        .map((target) => `${page}: ${target.pathname}`),
    );
    expect(broken).toEqual([]);
  });

  test('number decisions without a gap, one screen each', () => {
    const decisions = readdirSync(new URL('docs/decisions/', root)).sort();
    expect(decisions.map((name) => Number(name.slice(0, 4)))).toEqual(decisions.map((_, index) => index + 1));
    for (const name of decisions) expect(read(`docs/decisions/${name}`).split('\n').length).toBeLessThanOrEqual(60);
  });
});
