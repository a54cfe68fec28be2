import { describe, expect, test } from 'vitest';
import { ownEpisode } from '../../adapters/blank.ts';
import { clusterEpisodes } from '../../src/domain/episode-clusters.ts';
import type { EpisodeReference } from '../../src/domain/model/values.ts';
import { type AnyFact, absenceFact, anyFact, childFacts, doncasterSsd, hospital, police } from './facts.ts';

const attachedTo = (...given: readonly AnyFact[]) =>
  clusterEpisodes(childFacts(...given)).map(({ attachedIds }) => attachedIds);

const absence = absenceFact('a', { sourceEpisode: 'E1', startedOn: '2015-10-20' }, police);
const laterAbsence = absenceFact('b', { sourceEpisode: 'E2', startedOn: '2015-10-22' }, police);
const meeting = (references: readonly EpisodeReference[], meta = doncasterSsd) =>
  anyFact('strategy-meeting', 'm', { sourceEpisodes: [...references] }, meta);
const byDay = (startedOn: string): EpisodeReference => ({ ...ownEpisode(''), key: null, startedOn });

describe('a record says which absences it is about', () => {
  test('by the number another source gave the absence', () => {
    const reference = { ...ownEpisode('E1'), organisation: '14', system: 'police-misper' };
    expect(attachedTo(absence, laterAbsence, meeting([reference]))).toEqual([['m'], []]);
  });

  test('a number without a source is one of its own source, and names nobody else’s absence', () => {
    expect(attachedTo(absence, meeting([ownEpisode('E1')]))).toEqual([[]]);
    expect(attachedTo(absence, meeting([ownEpisode('E1')], { ...police, organisation: '14' }))).toEqual([['m']]);
  });

  test('or by the day it began', () => {
    expect(attachedTo(absence, laterAbsence, meeting([byDay('2015-10-22')]))).toEqual([[], ['m']]);
  });

  test('one record may be about several, or about none', () => {
    expect(attachedTo(absence, laterAbsence, meeting([byDay('2015-10-20'), byDay('2015-10-22')]))).toEqual([
      ['m'],
      ['m'],
    ]);
    expect(attachedTo(absence, laterAbsence, meeting([]))).toEqual([[], []]);
  });

  test('a reference that says nothing names nothing', () => {
    const silent = { organisation: null, system: null, key: null, startedOn: null };
    expect(attachedTo(absenceFact('a', { sourceEpisode: 'E1', startedOn: null }, police), meeting([silent]))).toEqual([
      [],
    ]);
  });

  test('whatever its kind', () => {
    const about = { sourceEpisodes: [byDay('2015-10-20')] };
    const records = [
      anyFact('prevention-interview', 'p', about, police),
      anyFact('interview', 'i', about, doncasterSsd),
      anyFact('investigation', 'v', about, police),
      anyFact('case-note', 'n', about, hospital),
      anyFact('escalation', 'e', { ...about, stage: 1 }, doncasterSsd),
      anyFact('safe-in-care-decision', 's', about, doncasterSsd),
      anyFact('impact', 'c', about, doncasterSsd),
      anyFact(
        'professional-notice',
        't',
        { ...about, about: 'MISSING', recipientRole: 'REVIEWING_OFFICER' },
        doncasterSsd,
      ),
      anyFact('feedback', 'f', { ...about, respondent: 'CHILD' }, doncasterSsd),
    ];
    expect(attachedTo(absence, ...records)).toEqual([['c', 'e', 'f', 'i', 'n', 'p', 's', 't', 'v']]);
  });
});
