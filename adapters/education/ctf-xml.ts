import { type Format, UnreadableFile } from '../../src/domain/adapter.ts';
import { decodeText } from '../csv.ts';
import { childrenOf, elementAt, parseXml } from '../xml.ts';
import { readHeader } from './ctf-header.ts';
import { ctfMapping, ctfUnmapped } from './ctf-mapping.ts';
import { readPupils } from './ctf-pupil.ts';

const root = /<CTfile[\s>]/;

/**
 * The Common Transfer File in which a school passes on what it knows of its pupils (DfE, CTF 15 to 25): one source
 * record a pupil, known again by unique pupil number or by a digest of name and date of birth.
 */
export const ctfXml: Format = {
  id: 'ctf-xml',
  title: 'Common Transfer File: pupils, their homes, parents and schools',
  version: '1',
  mode: { kind: 'upsert' },
  mapping: ctfMapping,
  unmapped: ctfUnmapped,
  detects: (_name, head) => root.test(decodeText(head).text),
  read(bytes, options) {
    const file = parseXml(bytes);
    const pupils = elementAt(file, 'CTFpupilData');
    if (file.name !== 'CTfile' || !pupils) throw new UnreadableFile('ctf.root', 'The file is no Common Transfer File.');
    return readPupils(childrenOf(pupils, 'Pupil'), readHeader(file), options);
  },
};
