import type { InventedChild } from '../../src/app/synth/invented.ts';
import { earlyHelpAndHome } from './early-help-and-home.ts';
import { firstThree } from './first-three.ts';
import { fosterCare } from './foster-care.ts';
import { larkfieldHouse } from './larkfield-house.ts';
import { onAPlan } from './on-a-plan.ts';
import { partnerSources } from './partner-sources.ts';
import { policeSources } from './police-sources.ts';
import { recordSources } from './record-sources.ts';
import { instantOf, referenceOf } from './say.ts';
import { socialCareSources } from './social-care-sources.ts';
import type { Story } from './story.ts';

const stories: readonly Story[] = [
  ...firstThree,
  ...[...larkfieldHouse, ...fosterCare, ...onAPlan, ...earlyHelpAndHome].toSorted((a, b) => a.number - b.number),
];

/** What truly happened: an absence begins when the child was last seen, whatever a case system has for it. */
const episodesOf = ({ before = [], absences }: Story): InventedChild['episodes'] =>
  [...before, ...absences.map(({ from, to }) => [from, to] as const)].map(([from, to]) => ({
    startedAt: instantOf(from),
    endedAt: to === null ? null : instantOf(to),
  }));

const childOf = (story: Story): InventedChild => ({
  reference: referenceOf(story),
  ...{ givenNames: story.given, familyName: story.family, birthOn: story.birthOn },
  ...{ nhsNumber: story.nhsNumber, upn: story.upn },
  episodes: episodesOf(story),
  sources: [
    ...policeSources(story),
    ...socialCareSources(story),
    ...recordSources(story),
    ...partnerSources(story),
  ].filter(({ records }) => records.length > 0),
});

/**
 * The 27 children of the demo, missing from Doncaster between 16 and 22 October 2015, as five agencies hold them. All
 * are invented. Of Robyn, Tyler and Amina the force’s messages and the involvements are in files written by hand.
 */
export const demoCases: readonly InventedChild[] = stories.map(childOf);
