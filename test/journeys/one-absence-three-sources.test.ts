import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandLine, openCommandLine } from '../support/command-line.ts';
import { csvFile, policeFile, policeMessage } from '../support/police-file.ts';

const upn = 'M371000015001';
const child = { personRef: 'SYP-P-1', givenName: 'Kayleigh', familyName: 'Marsden', dateOfBirth: '2001-03-14', upn };
const police = policeFile([
  policeMessage(1, {
    child,
    circumstances: { lastSeen: { at: '2015-10-19T19:30:00+01:00' } },
    risk: { category: 'MISSING', grade: 'MEDIUM' },
  }),
  policeMessage(2, {
    message: { forceRef: 'SYP-M-1', messageType: 'RETURNED', sentAt: '2015-10-20T01:25:00+01:00' },
    child,
    return: { returnedAt: '2015-10-20T01:15:00+01:00' },
  }),
]);

let hub: CommandLine;
const send = async (adapter: string, organisation: string, name: string, content: string): Promise<unknown> =>
  hub.json(['ingest', adapter, await hub.write(name, content), '--organisation', organisation]);

beforeAll(async () => {
  hub = await openCommandLine();
  expect(await send('police', '14', 'notifications.json', police)).toMatchObject({ stored: 2, quarantined: 0 });
  await send(
    'social-care',
    'E08000017',
    'header.csv',
    csvFile('CHILD,SEX,DOB,ETHNIC,UPN', `A1,2,14/03/2001,WBRI,${upn}`),
  );
  const return903 = csvFile('CHILD,DOB,MISSING,MIS_START,MIS_END', 'A1,14/03/2001,M,19/10/2015,20/10/2015');
  expect(await send('social-care', 'E08000017', 'missing.csv', return903)).toMatchObject({ stored: 1 });
  const person = csvFile(
    'pers_person_id,pers_forename,pers_surname,pers_dob,pers_upn',
    `P1,Kayleigh,Marsden,2001-03-14,${upn}`,
  );
  await send('social-care', 'E08000017', 'ssd-person.csv', person);
  const ssd = csvFile(
    'miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,miss_missing_episode_end_date',
    'M1,P1,2015-10-19 19:40:00,Missing,2015-10-20 01:20:00',
  );
  expect(await send('social-care', 'E08000017', 'ssd-missing.csv', ssd)).toMatchObject({ stored: 1 });
});
afterAll(() => hub.close());

test('one absence that police, the 903 return and the SSD each report is one episode with three sources', async () => {
  const { data } = await hub.ask(
    { role: 'social-worker', organisation: 'E08000017', purpose: 'SAFEGUARD_PLAN' },
    `{ children { nodes { episodeCount episodes {
      status startedOn startedAt endedOn
      sources { organisation system startedOn startedAt joined }
    } } } episodes { nodes { id } } }`,
  );
  const sources = [
    { organisation: '14', system: 'police-misper', startedOn: '2015-10-19', startedAt: '2015-10-19T18:30:00Z' },
    { organisation: 'E08000017', system: 'ssda903', startedOn: '2015-10-19', startedAt: null },
    { organisation: 'E08000017', system: 'ssd', startedOn: '2015-10-19', startedAt: '2015-10-19T18:40:00Z' },
  ].map((source) => expect.objectContaining(source));
  const episode = {
    status: 'ENDED',
    startedOn: '2015-10-19',
    startedAt: '2015-10-19T18:30:00.000Z',
    endedOn: '2015-10-20',
  };
  expect(data).toEqual({
    children: { nodes: [{ episodeCount: 1, episodes: [{ ...episode, sources: expect.arrayContaining(sources) }] }] },
    episodes: { nodes: [{ id: expect.any(String) }] },
  });
  expect(JSON.stringify(data).match(/"system"/g)).toHaveLength(3);
});

test('what was derived while the files came in is what is derived from all of them', async () => {
  expect(await hub.json(['rebuild', '--verify'])).toEqual({ children: 1, differences: [] });
});
