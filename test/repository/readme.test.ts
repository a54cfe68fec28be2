import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CommandLine, openCommandLine } from '../support/command-line.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

interface Example {
  readonly words: readonly string[];
  readonly printed: string;
}

/** The words of a typed command: what is in single quotes is one word. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

const examples: readonly Example[] = [...readme.matchAll(/```console\n\$ npx homeward (.*)\n([\s\S]*?)```/g)].map(
  ([, line, printed]) => ({ words: wordsOf(line ?? ''), printed: printed ?? '' }),
);

describe('the README', () => {
  let line: CommandLine;
  beforeAll(async () => {
    line = await openCommandLine({ demo: true });
  });
  afterAll(() => line.close());

  test('shows examples, and the two commands', () => {
    expect(examples.length).toBeGreaterThanOrEqual(4);
    expect(readme).toContain('npm ci && npm start');
    expect(readme).toContain('npm ci && npm test');
  });

  test.for(examples)('prints what it says for: homeward $words.0 $words.1', async ({ words, printed }) => {
    const { code, stdout, stderr } = await line.spawn(words);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toBe(printed);
  });
});
