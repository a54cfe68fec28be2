/** What is invented: how many children, in which weeks, and how much of what makes them hard to tell apart. */
export interface SynthOptions {
  readonly children: number;
  readonly seed: number;
  /** First day of the weeks in which children go missing. */
  readonly from: string;
  readonly weeks: number;
  /** Share of children who are looked after. */
  readonly lookedAfter: number;
  /** Share of children who have a twin among them. */
  readonly twins: number;
  /** How often a source writes a name, a date of birth or a number wrongly. */
  readonly errors: number;
  /** Share of children who go missing again and again. */
  readonly repeat: number;
  /** Share of looked-after children placed outside their own authority. */
  readonly outOfArea: number;
}

/** More children than there are invented NHS numbers with a check digit that holds. */
export const MOST_CHILDREN = 500_000;
/** More cannot be had from the sizes of the invented households. */
export const MOST_TWINS = 0.4;
/** Shorter, and nobody could go missing again and again. */
export const FEWEST_WEEKS = 8;
export const MOST_WEEKS = 260;

/** What is invented where nothing else is asked for: the year before the autumn of 2015. */
export const usualOptions: SynthOptions = {
  children: 1000,
  seed: 1,
  from: '2014-10-20',
  weeks: 52,
  lookedAfter: 0.5,
  twins: 0.03,
  errors: 0.06,
  repeat: 0.12,
  outOfArea: 0.25,
};

const DAY = 86_400_000;

/** The first moment and the end of the weeks, in milliseconds. */
export const windowOf = ({ from, weeks }: Pick<SynthOptions, 'from' | 'weeks'>): readonly [number, number] => {
  const start = Date.parse(from);
  return [start, start + weeks * 7 * DAY];
};
