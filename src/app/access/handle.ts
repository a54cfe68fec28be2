import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import { z } from 'zod';
import { childMatch } from '../../domain/access.ts';
import { InvalidRequest } from '../../domain/errors.ts';
import type { Viewer } from '../../domain/viewer.ts';

const header = { alg: 'dir', enc: 'A256GCM' } as const;
const audience = 'homeward:child-handle';
const claims = z.object({ child: z.string() });

const secondsOf = (now: string): number => Math.floor(Date.parse(now) / 1000);
const holderOf = ({ organisation, person }: Viewer): string => JSON.stringify([organisation, person]);

/**
 * A handle of a child for one worker, for half an hour: it tells nothing, and is of no use to anybody else.
 * `key` has 32 bytes.
 */
export const sealHandle = (key: Uint8Array, viewer: Viewer, childId: string, now: string): Promise<string> =>
  new EncryptJWT({ child: childId })
    .setProtectedHeader(header)
    .setAudience(audience)
    .setSubject(holderOf(viewer))
    .setExpirationTime(secondsOf(now) + childMatch.handleMinutes * 60)
    .encrypt(key);

/**
 * The child a handle stands for.
 * @throws InvalidRequest where it is none, another's or too old; which of them is not told
 */
export const openHandle = async (key: Uint8Array, viewer: Viewer, handle: string, now: string): Promise<string> => {
  try {
    const { payload } = await jwtDecrypt(handle, key, {
      audience,
      subject: holderOf(viewer),
      currentDate: new Date(now),
      keyManagementAlgorithms: [header.alg],
      contentEncryptionAlgorithms: [header.enc],
      requiredClaims: ['exp'],
    });
    return claims.parse(payload).child;
  } catch (error) {
    if (error instanceof errors.JOSEError)
      throw new InvalidRequest('handle: not a handle, or no longer one; match again');
    throw error;
  }
};
