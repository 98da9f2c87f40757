import type { AppContext } from '../../context.ts';
import { createUploadService } from './upload-service.ts';

const intervalMs = 10 * 60_000;

/** At the start and every ten minutes: uploads that waited too long are given up. @returns ends it */
export function sweepUploads(
  context: Pick<AppContext, 'database' | 'content' | 'sealer' | 'logger' | 'now'>,
): () => void {
  const service = createUploadService(context);
  const sweep = () => {
    service.sweep().catch((err: unknown) => context.logger.warn({ err }, 'parts of ended uploads stay'));
  };
  sweep();
  const timer = setInterval(sweep, intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}
