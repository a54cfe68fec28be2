import { z } from 'zod';
import type { Mapping } from '../../src/domain/adapter.ts';
import type { RecordKind } from '../../src/domain/model/kinds.ts';
import { shapeOf } from '../../src/domain/model/shape.ts';
import { episodeReference, instant } from '../../src/domain/model/values.ts';
import { absence } from './absent.ts';
import { child, exampleChild, key } from './child-contract.ts';
import { childMapping, nounOf } from './contract.ts';
import { type ContractFormat, formatOf } from './format.ts';
import type { AnyModelContract, ModelContract } from './model-contract.ts';
import { published } from './published.ts';
import { beginModel, governedFields } from './read-model.ts';

const episodeTexts = {
  organisation: 'Code of the organisation whose number it is; the sender where nothing is said',
  system: 'Numbering the number belongs to: police-misper, ssda903; that of the child’s key where nothing is said',
  key: 'Number of the absence',
  startedOn: 'Day the absence began, where no number is known',
};

const episodes = z
  .array(published(episodeReference.shape, episodeTexts))
  .nullish()
  .describe('The absences the entry is about; one that is named by its number or the day it began');

const entryOf = (definition: AnyModelContract): z.ZodObject => {
  const { sourceEpisodes: about, ...shape } = shapeOf(definition.kind);
  return z.strictObject({
    id: key.describe(`Number of the ${nounOf(definition)} with the sender, never used again; sent again, it replaces`),
    child,
    statedAt: instant.nullish().describe('When the sender said it'),
    ...(about === undefined ? {} : { episodes }),
    ...published(shape, definition.texts, definition.needed).shape,
    absent: z
      .partialRecord(z.enum(governedFields(definition)), absence)
      .nullish()
      .describe('Why fields are empty, by the name of the field; said only of a field without a value'),
  });
};

const mappingOf = ({ kind }: AnyModelContract): readonly Mapping[] => [
  ...childMapping,
  { source: 'statedAt', target: null, loss: null },
  ...Object.keys(shapeOf(kind)).map((name) => ({
    source: name === 'sourceEpisodes' ? 'episodes' : name,
    target: `${kind}.${name}`,
    loss: null,
  })),
  { source: 'absent', target: null, loss: null },
];

const listOf = (plural: string): string => plural.replace(/-(.)/g, (_hyphen, letter: string) => letter.toUpperCase());

/** The format of a contract whose entries say what the model of a kind has. */
export const contractFormat = <K extends RecordKind>(
  definition: ModelContract<K> & AnyModelContract,
): ContractFormat => {
  const { kind, plural, one, title, about, example } = definition;
  return formatOf({
    kind,
    plural,
    list: listOf(plural),
    one,
    title,
    about,
    entry: entryOf(definition),
    example: { id: example['id'], child: exampleChild, ...example },
    mapping: mappingOf(definition),
    begin: beginModel(definition),
  });
};
