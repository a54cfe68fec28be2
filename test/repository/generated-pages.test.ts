import { describe, expect, test } from 'vitest';
import { adapters } from '../../adapters/index.ts';
import { sourcesDocument } from '../../adapters/sources-document.ts';
import { cliDocument } from '../../src/cli/cli-document.ts';
import { listings } from '../../src/cli/index.ts';
import { wantedCommands } from '../../src/cli/listing.ts';
import { policyDocument } from '../../src/domain/policy-document.ts';
import { rulesDocument } from '../../src/domain/practice/rules-document.ts';
import { retentionDocument } from '../../src/domain/retention-document.ts';

describe('the generated pages are what the tables say (vitest -u writes them anew)', () => {
  test('docs/policy.md', async () => {
    await expect(policyDocument()).toMatchFileSnapshot('../../docs/policy.md');
  });

  test('docs/retention.md', async () => {
    await expect(retentionDocument()).toMatchFileSnapshot('../../docs/retention.md');
  });

  test('docs/cli.md', async () => {
    await expect(cliDocument(await wantedCommands(listings, []))).toMatchFileSnapshot('../../docs/cli.md');
  });

  test('docs/rules.md', async () => {
    await expect(rulesDocument()).toMatchFileSnapshot('../../docs/rules.md');
  });

  test('docs/sources.md', async () => {
    await expect(sourcesDocument(adapters)).toMatchFileSnapshot('../../docs/sources.md');
  });
});
