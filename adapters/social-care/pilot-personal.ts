import type { Format } from '../../src/domain/adapter.ts';
import { decodeText } from '../csv.ts';
import { personalDetails } from '../pilot-personal-details.ts';
import { pilotFormat } from '../pilot-record.ts';

const ofAnotherType = /"recordType"\s*:\s*"(?!personal\.details")/i;

const alone = pilotFormat({ id: 'pilot-personal', title: 'DfE identifier pilot: personal details alone' }, [
  personalDetails,
]);

/** Files of the DfE single unique identifier pilot that hold personal details and nothing else. */
export const pilotPersonal: Format = {
  ...alone,
  detects: (name, head) => alone.detects(name, head) && !ofAnotherType.test(decodeText(head).text),
};
