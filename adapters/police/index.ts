import type { Adapter } from '../../src/domain/adapter.ts';
import { misperCsv } from './misper-csv.ts';
import { misperJson } from './misper-json.ts';
import { pilotCrimeJustice } from './pilot-crime-justice.ts';

export { readMessage } from './read-message.ts';

/** How the police speak: notifications of a missing child. */
export const police: Adapter = {
  id: 'police',
  agency: 'police',
  title: 'Police missing-child notifications',
  formats: [misperJson, misperCsv, pilotCrimeJustice],
};
