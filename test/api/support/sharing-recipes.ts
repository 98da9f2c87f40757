import { randomUUID } from 'node:crypto';
import type { Sent } from '../../../scripts/client/api-client.ts';
import { newOrganisation } from './members.ts';
import type { Resource, World } from './world.ts';

interface Asking {
  readonly world: World;
  readonly resource: Resource;
}
interface Recipe {
  readonly sent: (asking: Asking) => Sent | Promise<Sent>;
}

/** Who opened a link, and is nobody beside. */
const visiting = ({ resource: { params } }: Asking): Sent => ({
  headers: { cookie: params['cookie'] ?? '' },
});

/** Parts of records, links with a code, invitations. */
export const sharingRecipes: Readonly<Record<string, Recipe>> = {
  'POST /records/{recordId}/extracts': {
    sent: ({ world, resource }) => ({
      body: { organisationId: world.strangerId, documentIds: [resource.params['id']] },
    }),
  },
  'POST /records/{recordId}/links': { sent: () => ({ body: { label: 'Customs of Singapore' } }) },
  'POST /records/{recordId}/invitations': {
    sent: () => ({ body: { email: `${randomUUID()}@invited.example` } }),
  },
  'POST /openings': {
    sent: ({ resource: { params } }) => ({ body: { secret: params['secret'], code: params['code'] } }),
  },
  'GET /openings/current': {
    sent: async (asking) =>
      visiting({ ...asking, resource: await asking.world.own('what it opened with a link', 'exporter') }),
  },
  'DELETE /openings/current': { sent: visiting },
  'GET /openings/current/certificates/{id}': { sent: visiting },
  'GET /openings/current/documents/{id}/versions/{version}/content': { sent: visiting },
  'POST /invitations/readings': {
    sent: ({ resource: { params } }) => ({ body: { secret: params['secret'] } }),
  },
  'POST /invitations/acceptances': {
    sent: ({ resource: { params } }) => ({ body: { secret: params['secret'] } }),
  },
  'POST /invitations/registrations': {
    sent({ resource: { params } }) {
      const { administrator, ...company } = newOrganisation('importer');
      const person = { ...administrator, email: params['email'] };
      return { body: { ...company, secret: params['secret'], administrator: person } };
    },
  },
};
