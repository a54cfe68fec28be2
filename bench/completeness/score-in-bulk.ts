import { createRandom } from '../../src/domain/create-random.ts';
import { type Answer, answerStates, notification } from '../../src/domain/model/notification.ts';
import { assessNotification } from '../../src/domain/profile/assess.ts';
import { fields2015, leavesOf } from '../../src/domain/profile/fields.ts';

const differentMessages = 500;
const paths = fields2015.flatMap(leavesOf);

type Random = () => number;
const pick = <Item>(random: Random, items: readonly [Item, ...(readonly Item[])]): Item =>
  items[Math.floor(random() * items.length)] ?? items[0];

const anAnswer = (random: Random): Answer => ({
  ...{ state: random() < 0.8 ? 'PRESENT' : pick(random, answerStates) },
  ...{ askedBy: 'PC 2281', askedAt: '2015-10-19T20:50:00Z', sent: true },
});

const aMessage = (random: Random) => ({
  message: notification.parse({
    ...Object.fromEntries(Object.keys(notification.shape).map((key) => [key, null])),
    ...{ notificationId: 'N', forceReference: 'R', sourceEpisode: 'R', force: '14' },
    ...{ messageType: pick(random, ['NEW', 'NEW', 'RETURNED']), riskGrade: pick(random, ['LOW', 'MEDIUM', 'HIGH']) },
    answers: Object.fromEntries(paths.filter(() => random() < 0.9).map((path) => [path, anAnswer(random)])),
  }),
  careStatus: pick(random, [null, 'HOME', 'LAC', 'CIN']),
});

/** Scores as many invented notifications as asked, by the engine alone, reading and writing left out; gives them a second. */
export const scoreInBulk = (count: number, onProgress: (line: string) => void): number => {
  const random = createRandom(7);
  const messages = Array.from({ length: differentMessages }, () => aMessage(random));
  const started = performance.now();
  for (let done = 0; done < count; ) {
    for (const { message, careStatus } of messages.slice(0, count - done)) {
      assessNotification({ message, earlier: [], careStatus, receivedAt: '2015-10-19T21:10:00Z' });
    }
    done += differentMessages;
    if (done % 100_000 === 0) onProgress(`${done} scored`);
  }
  return (count / (performance.now() - started)) * 1000;
};
