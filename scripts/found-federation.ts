import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { hashPassword, newPersonSchema } from '../server/access/index.ts';
import { compose } from '../server/compose.ts';
import { readConfig } from '../server/config.ts';
import { createLogger } from '../server/log.ts';
import { createFederation } from '../server/organisations/index.ts';
import { newOrganisationSchema } from '../server/organisations/organisation-schemas.ts';
import { startServices } from '../server/services.ts';

const usage = `Founds the federation of an installation that is no demonstration, once, while the server is stopped:

  OPENPOUCH_DEMONSTRATION=no npm run found -- --name "Federation of …" --country BE --street "…" --city "…" \\
    --person "First Last" --email registrar@federation.example

The federation then registers chambers in the application. Its administrator's first password is printed once.`;

/** The first organisation of all: there is nobody yet who could register it, so an operator does. */
async function main(): Promise<void> {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { name: option, country: option, street: option, city: option, person: option, email: option },
  });
  const password = randomBytes(18).toString('base64url');
  const { legalName, country, address, administrator } = z
    .object({ ...newOrganisationSchema.shape, administrator: newPersonSchema })
    .omit({ role: true })
    .parse({
      legalName: values.name,
      country: values.country,
      address: { line1: values.street, city: values.city, country: values.country },
      administrator: { name: values.person, email: values.email, password },
    });

  const config = readConfig({ ...process.env, OPENPOUCH_DEMONSTRATION: 'no' });
  const logger = createLogger('warn');
  mkdirSync(config.dataDir, { recursive: true, mode: 0o711 });
  const closers: (() => Promise<unknown>)[] = [];
  try {
    const services = await startServices(config, logger, closers);
    const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`;
    const application = await compose({ config, logger, services, publicUrl, webFolder: '' });
    closers.push(application.close);
    await createFederation(application.context, {
      legalName,
      country,
      address,
      identifiers: [],
      administrator: {
        name: administrator.name,
        email: administrator.email,
        passwordHash: await hashPassword(password),
      },
    });
    await application.anchoring.flush(60_000);
    console.log(`${legalName} is founded. Sign in as ${administrator.email} with the password ${password}`);
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

try {
  await main();
} catch (error) {
  const problems =
    error instanceof z.ZodError
      ? error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`).join('\n')
      : '';
  console.error(
    problems === ''
      ? `It was not founded: ${error instanceof Error ? error.message : error}`
      : `${usage}\n\nMissing or wrong:\n${problems}`,
  );
  process.exitCode = 1;
}
