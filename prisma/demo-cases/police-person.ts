import { blankPerson } from '../../adapters/blank.ts';
import type { RecordBody } from '../../src/domain/model/kinds.ts';
import { authorityNumberOf, authorityOf, homeOf, identityOf, nhsNumberOf, upnOf } from './say.ts';
import type { Story } from './story.ts';

/** The authority whose area the child is missing from, where it is not the responsible one. */
export const hostOf = ({ placement }: Story): string | null => placement?.host ?? null;

const careOf = ({ placement, care, worker, authority }: Story): Partial<RecordBody['person']> => ({
  careStatus: care,
  ...(placement && {
    legalStatus: placement.legalStatus,
    placementType: placement.type,
    placementProvider: placement.name,
    placementUrn: placement.urn ?? null,
    placementAddress: { lines: [...placement.lines], postcode: placement.postcode, uprn: null },
    outOfArea: placement.host !== undefined || authority !== undefined,
  }),
  ...(worker && {
    professionals: [{ name: worker[0], relationship: 'SOCIAL_WORKER', phone: null, organisation: authority ?? null }],
  }),
});

/** Who the child is to the force, as a message about a return has it. */
export const knownPerson = (story: Story): RecordBody['person'] => ({
  ...blankPerson,
  ...identityOf(story),
  identifiers: [nhsNumberOf(story), ...(isInCare(story) ? [authorityNumberOf(story, null)] : [])],
  responsibleAuthority: authorityOf(story),
  hostAuthority: hostOf(story),
});

const isInCare = ({ care }: Story): boolean => care === 'LAC' || care === 'CP_PLAN' || care === 'CIN';

/** Who the child is to the force when it reports them missing; of background it asked little. */
export const describedPerson = (story: Story): RecordBody['person'] => {
  const { ethnicity, looks, parent, background = {}, investigation } = story;
  const [height, build, hair, eyes] = looks;
  return {
    ...knownPerson(story),
    ...careOf(story),
    identifiers: [...knownPerson(story).identifiers, upnOf(story)],
    ethnicity: { code: null, sourceCode: ethnicity[1], scheme: 'POLICE_16_1', statedBy: 'OFFICER' },
    homeAddress: homeOf(story),
    parents: [{ name: parent[0], relationship: parent[1], phone: null, organisation: null }],
    ...{ height, build, hair, eyes },
    ...background,
    disabilities: background.disabilities ? [...background.disabilities] : null,
    sexualExploitation: story.sexualExploitation ?? null,
    criminalExploitation: story.criminalExploitation ?? null,
    ...(investigation
      ? {
          liveInvestigation: 'YES' as const,
          investigationReference: investigation.reference,
          investigationContact: { name: investigation.officer, relationship: null, phone: null, organisation: null },
          interviewConstraint: investigation.constraint,
        }
      : {}),
  };
};
