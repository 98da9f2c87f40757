import type { ComponentType } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { wasSignedIn } from '../api/session.ts';
import { later } from '../ui/later.tsx';
import { FailurePage, NotFoundPage } from './failure-page.tsx';
import { OpenLayout, SignedInLayout } from './layouts.tsx';

type Loaded = () => Promise<ComponentType>;

/** A page whose code comes when it is first visited. */
const page = (path: string, load: Loaded): RouteObject => ({
  path,
  lazy: async () => ({ Component: await load() }),
});

/** Rendered for whoever is signed in alone; a visitor at the same address waits for none of it. */
const HomePage = later(async () => (await import('../home/home-page.tsx')).HomePage);
if (wasSignedIn() && location.pathname === '/') void HomePage.fetch().catch(() => undefined);

const routes: RouteObject[] = [
  {
    ErrorBoundary: FailurePage,
    HydrateFallback: () => null,
    children: [
      {
        Component: SignedInLayout,
        children: [
          {
            ErrorBoundary: FailurePage,
            children: [
              { path: '/', Component: HomePage },
              page(
                '/certificates',
                async () => (await import('../certificates/certificates-page.tsx')).CertificatesPage,
              ),
              page('/books', async () => (await import('../books/books-page.tsx')).BooksPage),
              page('/books/:book/:id', async () => (await import('../books/entry-page.tsx')).EntryPage),
              page(
                '/certificates/new',
                async () =>
                  (await import('../certificates/form/new-application-page.tsx')).NewApplicationPage,
              ),
              page(
                '/certificates/files',
                async () => (await import('../certificates/files/files-page.tsx')).FilesPage,
              ),
              page(
                '/certificates/files/:id',
                async () => (await import('../certificates/files/file-page.tsx')).FilePage,
              ),
              page(
                '/certificates/:id/edit',
                async () =>
                  (await import('../certificates/form/edit-application-page.tsx')).EditApplicationPage,
              ),
              page(
                '/certificates/:id/copy',
                async () => (await import('../disclosure/disclosure-page.tsx')).DisclosurePage,
              ),
              page(
                '/certificates/:id',
                async () => (await import('../certificates/certificate-page.tsx')).CertificatePage,
              ),
              page('/inbox', async () => (await import('../notices/inbox-page.tsx')).InboxPage),
              page(
                '/inbox/settings',
                async () => (await import('../notices/settings-page.tsx')).NoticeSettingsPage,
              ),
              page('/organisation/keys', async () => (await import('../keys/keys-page.tsx')).KeysPage),
              page(
                '/organisation/webhooks/:id',
                async () => (await import('../webhooks/webhook-page.tsx')).WebhookPage,
              ),
              page('/tasks', async () => (await import('../tasks/tasks-page.tsx')).TasksPage),
              page('/activity', async () => (await import('../activity/activity-page.tsx')).ActivityPage),
              page('/archive', async () => (await import('../archive/archive-page.tsx')).ArchivePage),
              page('/shared', async () => (await import('../customs/shared-page.tsx')).SharedPage),
              page(
                '/records/:recordId/verification',
                async () => (await import('../customs/verification-page.tsx')).VerificationPage,
              ),
              page(
                '/verifications',
                async () => (await import('../inquiries/verify-many-page.tsx')).VerifyManyPage,
              ),
              page('/watches', async () => (await import('../inquiries/watches-page.tsx')).WatchesPage),
              page('/received', async () => (await import('../sharing/received-page.tsx')).ReceivedPage),
              page('/received/:id', async () => (await import('../sharing/extract-page.tsx')).ExtractPage),
              page('/pouches', async () => (await import('../pouches/pouches-page.tsx')).PouchesPage),
              page('/pouches/:id', async () => (await import('../pouches/pouch-page.tsx')).PouchPage),
              page('/desk', async () => (await import('../desk/desk-page.tsx')).DeskPage),
              page('/desk/figures', async () => (await import('../desk/figures-page.tsx')).FiguresPage),
              page(
                '/undertakings',
                async () => (await import('../undertakings/undertakings-page.tsx')).UndertakingsPage,
              ),
              page('/sealing', async () => (await import('../sealing/sealing-page.tsx')).SealingPage),
              page('/handovers', async () => (await import('../handovers/handovers-page.tsx')).HandoversPage),
              page(
                '/organisation',
                async () => (await import('../organisation/organisation-page.tsx')).OrganisationPage,
              ),
              page(
                '/organisations',
                async () => (await import('../organisations/organisations-page.tsx')).OrganisationsPage,
              ),
              page(
                '/organisations/new',
                async () => (await import('../organisations/register-page.tsx')).RegisterPage,
              ),
              page(
                '/organisations/unvouched',
                async () => (await import('../organisations/unvouched-page.tsx')).UnvouchedPage,
              ),
              page(
                '/organisations/:id',
                async () => (await import('../organisations/organisation-page.tsx')).OrganisationPage,
              ),
            ],
          },
        ],
      },
      {
        Component: OpenLayout,
        children: [
          {
            ErrorBoundary: FailurePage,
            children: [
              page('/link', async () => (await import('../sharing/link-page.tsx')).LinkPage),
              page('/invited', async () => (await import('../sharing/invited-page.tsx')).InvitedPage),
              page('/verify', async () => (await import('../verification/verify-page.tsx')).VerifyPage),
              { path: '*', Component: NotFoundPage },
            ],
          },
        ],
      },
    ],
  },
];

export const createRouter = () => createBrowserRouter(routes);
