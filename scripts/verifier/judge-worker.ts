import { parentPort, workerData } from 'node:worker_threads';
import { checkEs256AtOnce } from '../../server/records/es256.ts';
import { primitives } from '../../server/records/primitives.ts';
import { createJudge, type Grounds } from './judge.ts';
import type { Asked, Told } from './judges.ts';

/** A judge in a thread of its own: lots come, their verdicts go back. */
const judge = createJudge(workerData as Grounds, { ...primitives, checkEs256: checkEs256AtOnce });
const tell = (told: Told) => parentPort?.postMessage(told);

parentPort?.on('message', ({ id, lot, now }: Asked) => {
  judge.lot(lot, now).then(
    (verdicts) => tell({ id, verdicts }),
    (error: unknown) => tell({ id, error }),
  );
});
