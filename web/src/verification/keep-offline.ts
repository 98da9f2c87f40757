/** Lets the browser keep this page's files, for the day without a net. A browser that does not, or may not, goes on as before. */
export async function keepOffline(): Promise<void> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!import.meta.env.PROD || workers === undefined) return;
  await workers.register('/verify-offline.js', { scope: '/verify' }).catch((cause: unknown) => {
    console.info('This page is not kept for use without a net.', cause);
  });
}
