import type { Table } from '../../shared/adapters/table.ts';
import type { Message, ReturnsWorld } from './returns-world.ts';

const drawn = (choices: Iterator<number>, bound: number): number =>
  Math.abs(choices.next().value ?? 0) % bound;

/** Every access to the table takes a while of its own, so that steps under way at the same time overtake each other. */
export const slow =
  (choices: Iterator<number>) =>
  (table: Table): Table => {
    const wait = async () => {
      const turns = drawn(choices, 10) === 0 ? 2_000 : drawn(choices, 5);
      for (let turn = 0; turn < turns; turn += 1) await null;
    };
    return {
      read: (key) => wait().then(() => table.read(key)),
      readPartition: (pk, prefix) => wait().then(() => table.readPartition(pk, prefix)),
      write: (writes) => wait().then(() => table.write(writes)),
    };
  };

/**
 * Four workers deliver in an order drawn from `choices`. Some messages stay under way to be delivered again. What one
 * worker does meets what the others do in the table.
 */
export const deliverAnyhow = async (
  world: ReturnsWorld,
  first: readonly Message[],
  choices: Iterator<number>,
) => {
  const underWay = [...first];
  let repetitions = 60;
  let busy = 0;
  const pick = (): Message | undefined => {
    const index = drawn(choices, Math.max(1, underWay.length));
    if (repetitions === 0 || drawn(choices, 4) > 0) return underWay.splice(index, 1)[0];
    repetitions -= 1;
    return underWay[index];
  };
  const work = async () => {
    while (underWay.length + busy > 0) {
      const message = pick();
      if (message === undefined) {
        await null;
        continue;
      }
      busy += 1;
      await world.deliver(message);
      underWay.push(...world.drain());
      busy -= 1;
    }
  };
  await Promise.all([work(), work(), work(), work()]);
};
