import type { Application } from './compose.ts';

/** What `npm start` prints when everything runs. */
export function welcome(url: string, { parties, rpcUrl }: Pick<Application, 'parties' | 'rpcUrl'>): string {
  const width = Math.max(...parties.map((party) => party.legalName.length), 0);
  const mailWidth = Math.max(...parties.map((party) => party.email.length), 0);
  const signIns = parties.map(
    (party) =>
      `  ${party.legalName.padEnd(width)}  ${party.email.padEnd(mailWidth)}  ${party.role}, ${party.country}`,
  );
  return [
    '',
    `OpenPouch is ready at ${url}`,
    '',
    `  Verify a document    ${url}/verify      open to anyone`,
    `  API reference        ${url}/docs`,
    `  Chain, read only     ${rpcUrl}`,
    ...(parties.length > 0
      ? [
          '',
          `Demonstration parties; they all sign in with the password ${parties[0]?.password}`,
          '',
          ...signIns,
          '',
          `To find a shipment under way, in another terminal: OPENPOUCH_URL=${url} npm run demo`,
        ]
      : []),
    '',
    'Ctrl-C stops everything; what you did is kept.',
    '',
  ].join('\n');
}
