import { type Format, type ReadOptions, type SourceRecord, UnreadableFile } from '../../src/domain/adapter.ts';
import { aboveCeiling, isAboveCeiling, isTurnedAway } from '../../src/domain/marking.ts';
import { decodeText } from '../csv.ts';
import { parseJson } from '../json.ts';
import { envelope } from './contract.ts';
import { unmappedLeaves } from './leaves.ts';
import { isRecord, own } from './list-items.ts';
import { misperMapping } from './misper-mapping.ts';
import { readMessage } from './read-message.ts';
import { refuseRepeats } from './repeats.ts';

const declares = /"contract"\s*:\s*"police-misper"/;

interface Force {
  readonly code: string;
  readonly unit?: string | undefined;
}

/** What the envelope says of the force holds for each message that does not say otherwise. */
const fromForce = (raw: unknown, force: Force | undefined): unknown => {
  if (!isRecord(raw) || force === undefined) return raw;
  const message = own(raw, 'message');
  if (!isRecord(message)) return raw;
  const said = force.unit === undefined ? { force: force.code } : { force: force.code, unit: force.unit };
  return { ...raw, message: { ...said, ...message } };
};

function* readAll(
  notifications: readonly unknown[],
  force: Force | undefined,
  options: ReadOptions,
): Generator<SourceRecord> {
  for (const [index, raw] of notifications.entries()) {
    const record = readMessage(fromForce(raw, force), { ...options, locator: `notifications[${index}]` });
    yield isTurnedAway(record.unreadable) ? record : { ...record, raw: JSON.stringify(raw) };
  }
}

/** The `police-misper` contract as JSON: an envelope and any number of messages. */
export const misperJson: Format = {
  id: 'police-misper-json',
  title: 'Police missing-child notifications, JSON',
  version: '1.1',
  mode: { kind: 'event' },
  unmapped: unmappedLeaves,
  mapping: misperMapping,
  isMarked: true,
  detects: (_name, head) => declares.test(decodeText(head).text),
  read(bytes, options) {
    const read = envelope.safeParse(parseJson(decodeText(bytes).text));
    if (!read.success) {
      throw new UnreadableFile('police.envelope', 'The file is not an envelope of the police-misper contract 1.');
    }
    const onCover = aboveCeiling('marking');
    if (isAboveCeiling(JSON.stringify(read.data['marking']) ?? '')) {
      throw new UnreadableFile(onCover.rule, onCover.message);
    }
    return refuseRepeats(readAll(read.data.notifications, read.data.force, options));
  },
};
