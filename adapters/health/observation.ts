import { z } from 'zod';
import { codeOf, wordsOf } from './concepts.ts';
import { type Concept, concept, quantity } from './datatypes.ts';
import { isFields, objectsIn, own } from './fields.ts';
import { type FindingReader, firstDated, plainFinding, readStatus, type Stance, takenBack } from './finding.ts';
import { report, type Source, take, takePeriod, takeText } from './source.ts';

/** ★ Statuses of an observation. */
const statuses = new Map([
  ['registered', 'UNCONFIRMED'],
  ['preliminary', 'UNCONFIRMED'],
  ['final', 'CONFIRMED'],
  ['amended', 'CONFIRMED'],
  ['corrected', 'CONFIRMED'],
  ['unknown', null],
  ['cancelled', null],
  ['entered-in-error', null],
] as const);

/** ★ Values by which an observation says that what it looked for is not there, or that it cannot tell. */
const denying: ReadonlySet<string> = new Set(['373067005', '260385009', '2667000']);
const open = /^(not known|unknown|not recorded|declined|refused|unable)\b/i;
const denies = /^(no|none|never|not|nil|negative|absent|denie[sd]|false)\b/i;

interface Value {
  readonly words: string | null;
  readonly stance: Stance;
  readonly concept: Concept | null;
}

const nothing: Value = { words: null, stance: 'AFFIRMED', concept: null };

const stanceOf = (words: string | null): Stance => {
  if (words === null) return 'AFFIRMED';
  if (open.test(words)) return 'OPEN';
  return denies.test(words) ? 'DENIED' : 'AFFIRMED';
};

const inWords = (words: string | null): Value => ({ ...nothing, words, stance: stanceOf(words) });

const ofConcept = (given: Concept): Value => {
  const words = wordsOf(given);
  const stance = denying.has(codeOf(given).code ?? '') ? 'DENIED' : stanceOf(words);
  return { words, stance, concept: given };
};

const measure = ({ value, comparator, unit }: z.infer<typeof quantity>): Value =>
  value === null
    ? nothing
    : {
        ...nothing,
        words: `${comparator ?? ''}${value}${unit === null ? '' : ` ${unit}`}`,
        stance: value === 0 && comparator === null ? 'DENIED' : 'AFFIRMED',
      };

const valueShapes = [
  ['valueCodeableConcept', concept.transform(ofConcept)],
  ['valueQuantity', quantity.transform(measure)],
  [
    'valueBoolean',
    z
      .boolean()
      .transform((is): Value => ({ ...nothing, words: is ? 'yes' : 'no', stance: is ? 'AFFIRMED' : 'DENIED' })),
  ],
  ['valueInteger', z.number().transform((value) => measure({ value, comparator: null, unit: null }))],
  ['valueString', z.string().transform((words) => inWords(wordsOf({ text: words.trim() || null, coding: [] })))],
  ['valueDateTime', z.string().transform((words) => inWords(words.trim() || null))],
] as const;

/** The parts of an observation made of several: `systolic: 120 mmHg`. */
const componentsOf = (source: Source): string | null => {
  const parts = objectsIn(own(source.resource.fields, 'component')).flatMap((component) => {
    const name = concept.safeParse(own(component, 'code'));
    const value = valueShapes
      .map(([element, shape]) => shape.safeParse(own(component, element)))
      .find((read) => read.success)?.data;
    const label = name.success ? wordsOf(name.data) : null;
    return value?.words === undefined || value.words === null ? [] : [[label, value.words].filter(Boolean).join(': ')];
  });
  return parts.join('; ') || null;
};

const readValue = (source: Source): Value => {
  for (const [element, shape] of valueShapes) {
    const found = take<Value>(source, element, shape);
    if (found !== null) return found;
  }
  return {
    ...nothing,
    words: componentsOf(source),
    stance: isFields(own(source.resource.fields, 'dataAbsentReason')) ? 'OPEN' : 'AFFIRMED',
  };
};

/** Something measured, seen or told of a child. */
export const readObservation: FindingReader = (source) => {
  const { word, status } = readStatus(source, 'status', 'verification', statuses);
  if (word === 'entered-in-error') return takenBack(source, 'status');
  if (word === 'cancelled') {
    report(source.issues, source.resource, 'cancelled', 'status', 'The observation was not made.');
    return null;
  }
  const value = readValue(source);
  return {
    ...plainFinding,
    findingType: 'OBSERVATION',
    concept: take(source, 'code', concept),
    beside: value.concept === null ? [] : [value.concept],
    value: value.words,
    stance: value.stance,
    verification: status,
    recorded: firstDated([
      { raw: takeText(source, 'effectiveDateTime'), element: 'effectiveDateTime' },
      { raw: takePeriod(source, 'effectivePeriod')?.start ?? null, element: 'effectivePeriod.start' },
      { raw: takeText(source, 'issued'), element: 'issued' },
    ]),
  };
};
