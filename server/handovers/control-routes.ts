import { z } from 'zod';
import { proofBundleSchema } from '../../core/bundle.ts';
import { mostControlMinutes } from '../../core/control.ts';
import { RecordId } from '../../core/ids.ts';
import { type Route, route } from '../http/route.ts';
import { lineOfText } from '../http/text.ts';
import { type BuildRecordBundle, hideSchema } from '../verification/index.ts';
import { stateControl } from './control-service.ts';

const controlBody = z.strictObject({
  purpose: lineOfText(500).optional().meta({ description: 'What it is for; whoever reads it is shown it.' }),
  challenge: lineOfText(200)
    .optional()
    .meta({ description: 'What whoever asked gave to be repeated, so that no older statement serves.' }),
  validMinutes: z.int().min(1).max(mostControlMinutes).default(60),
  hide: hideSchema,
});

/** Proving that one is in control. */
export function createControlRoutes(
  context: Parameters<typeof stateControl>[1],
  buildRecordBundle: BuildRecordBundle,
): Route[] {
  return [
    route({
      method: 'post',
      path: '/records/{recordId}/control-statements',
      tag: 'Handovers',
      summary: 'Prove that a record is ours: a signed statement that anybody checks without this server',
      access: 'record:handover',
      idempotent: true,
      params: z.strictObject({ recordId: RecordId.schema }),
      body: controlBody,
      responses: {
        201: {
          description: 'The statement as a proof bundle (docs/protocol.md, 14), a file to hand on.',
          schema: z
            .strictObject({
              proof: proofBundleSchema,
              until: z.iso.datetime(),
              receipts: z.array(z.string()),
            })
            .meta({ id: 'StatedControl' }),
        },
      },
      handler: ({ principal, path, body, write }) =>
        write(async (trx) => {
          const { purpose = '', challenge = '', validMinutes, hide } = body;
          const wish = { purpose, challenge, validMinutes, hide };
          const of = { principal, recordId: path.recordId, wish };
          return { status: 201, body: await stateControl(trx, context, buildRecordBundle, of) };
        }),
    }),
  ];
}
