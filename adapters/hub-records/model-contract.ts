import type { RecordKind } from '../../src/domain/model/kinds.ts';
import type { AnyTexts, Telling, Texts } from '../../src/domain/model/texts.ts';
import type { Contract } from './contract.ts';
import type { Fields } from './reading.ts';

type Named = Pick<Contract, 'plural' | 'one' | 'title' | 'about'>;
type Field<K extends RecordKind> = keyof Telling<K> & string;

/** A contract whose entries say what the model of a kind has, field by field, under the same names. */
export interface ModelContract<K extends RecordKind> extends Named {
  readonly kind: K;
  /** Fields the model lets be empty and the contract does not. */
  readonly needed?: readonly Field<K>[];
  /** Pairs of dates of which the second cannot come before the first. */
  readonly inOrder?: readonly (readonly [Field<K>, Field<K>])[];
  /** Dates that may lie in the future: `reviewOn`, `actions.dueOn`. */
  readonly planned?: readonly (Field<K> | `${Field<K>}.${string}`)[];
  /** A sentence for every field and every part of one, for the published schema. */
  readonly texts: Texts<Telling<K>>;
  /** An entry that says everything it can, without its child. */
  readonly example: Telling<K> & Fields;
}

/** The same, of whatever kind. */
export interface AnyModelContract extends Named {
  readonly kind: RecordKind;
  readonly needed?: readonly string[];
  readonly inOrder?: readonly (readonly [string, string])[];
  readonly planned?: readonly string[];
  readonly texts: AnyTexts;
  readonly example: Fields;
}
