import { z } from 'zod';
import { signTrailFile } from '../../core/trail-file.ts';
import type { Principal } from '../access/scopes.ts';
import { createTurns } from '../certificates/index.ts';
import type { AppContext } from '../context.ts';
import type { Trx } from '../database/database.ts';
import type { Route } from '../http/route.ts';
import { route } from '../http/route.ts';
import { findOrganisation } from '../organisations/index.ts';
import { sha256 } from '../records/recorder.ts';
import { type TrailFilter, trailFilters, wishOf } from './activity-query.ts';
import type { ProvenActivity } from './activity-views.ts';
import { csvExport } from './export-csv.ts';
import { type ExportHead, jsonExport } from './export-json.ts';
import { exportPages, type Reading } from './export-lines.ts';
import { trailPdf } from './export-pdf.ts';

/** So many lines at once: what is streamed costs time alone, a PDF is held in memory until it is signed. */
export const mostLines = { csv: 100_000, json: 100_000, pdf: 2_000 } as const;
type Format = keyof typeof mostLines;

const mediaTypes: Readonly<Record<Format, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  pdf: 'application/pdf',
};
const summaries: Readonly<Record<Format, string>> = {
  csv: 'Our trail as a table, with the entry, root and transaction of each event',
  json: 'Our trail with the whole proof of each event, signed by the operator',
  pdf: 'Our trail on paper, signed by the operator',
};

interface Asked extends Reading {
  readonly query: TrailFilter;
  readonly principal: Principal;
}

/** What a list of the trail shows, whole and to keep. */
export function createExportRoutes(context: Pick<AppContext, 'deployment' | 'operator' | 'now'>): Route[] {
  const { deployment, operator, now } = context;
  const turns = createTurns({ atOnce: 2, mostWaiting: 50 });

  const headOf = async ({ query, principal, read }: Asked): Promise<ExportHead> => {
    const { id, legalName } = await read((trx: Trx) => findOrganisation(trx, principal.organisationId));
    const asked = Object.entries(query).filter(([, value]) => value !== undefined);
    return {
      organisation: { id, legalName },
      time: now().toISOString(),
      filters: Object.fromEntries(asked.map(([name, value]) => [name, String(value)])),
    };
  };

  const signedPdf = async (asked: Asked): Promise<Uint8Array> => {
    const head = await headOf(asked);
    const lines: ProvenActivity[] = [];
    let complete = true;
    for await (const page of exportPages(asked, wishOf(asked.query, asked.principal), mostLines.pdf)) {
      lines.push(...page.lines);
      complete = !page.isCut;
    }
    const said = { ...head, lines: lines.length, complete };
    return signTrailFile(await trailPdf(lines, said), said, operator, sha256);
  };

  const streamOf = async (format: Format, asked: Asked): Promise<AsyncIterable<Uint8Array>> => {
    if (format === 'pdf') {
      const pdf = await turns(asked.principal.organisationId, () => signedPdf(asked));
      return only(pdf);
    }
    const pages = exportPages(asked, wishOf(asked.query, asked.principal), mostLines[format]);
    return format === 'csv'
      ? csvExport(pages, mostLines.csv)
      : jsonExport(pages, await headOf(asked), deployment, operator);
  };

  return (['csv', 'json', 'pdf'] as const).map((format) =>
    route({
      method: 'get',
      path: `/activity/exports/${format}`,
      tag: 'Audit',
      summary: summaries[format],
      access: 'record:read',
      query: z.strictObject(trailFilters),
      responses: {
        200: {
          description: `At most ${mostLines[format]} events, the latest first; it says when there are more.`,
          mediaType: mediaTypes[format].replace(/;.*/, ''),
        },
      },
      handler: async (asked) => ({
        status: 200,
        headers: {
          'content-type': mediaTypes[format],
          'content-disposition': `attachment; filename="trail-${now().toISOString().slice(0, 10)}.${format}"`,
        },
        stream: await streamOf(format, asked),
      }),
    }),
  );
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
