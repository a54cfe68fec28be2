import { execFileSync } from 'node:child_process';
import { parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { buildHubSchema } from '../../schema/index.ts';
import { curlCommand, firstQuestion } from '../../src/server/development-offers.ts';
import { limitRules } from '../../src/server/limits/index.ts';

test('a curl line reaches the shell as it was meant, quotes and all', () => {
  const command = curlCommand('http://localhost:4000', 'a.b.c', `{ echo(text: "it's $HOME")\n }`);
  const words = execFileSync('sh', ['-c', command.replace(/^curl/, `printf '%s\\n'`)], { encoding: 'utf8' });
  expect(words.trimEnd().split('\n')).toEqual([
    '-s',
    'http://localhost:4000/graphql',
    '-H',
    'content-type: application/json',
    '-H',
    'authorization: Bearer a.b.c',
    '-d',
    JSON.stringify({ query: `{ echo(text: "it's $HOME") }` }),
  ]);
});

test('the question that a newcomer asks first is one this hub answers', () => {
  const schema = buildHubSchema();
  expect(validate(schema, parse(firstQuestion.document))).toEqual([]);
  expect(validate(schema, parse(firstQuestion.document), limitRules)).toEqual([]);
});
