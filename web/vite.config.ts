import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import packageJson from '../package.json' with { type: 'json' };
import { compressed } from './compressed-plugin.ts';
import { offlinePage } from './offline-plugin.ts';

/** The font that nearly every page is set in comes with the first script and not after it, so that no line moves when it does. */
const preloadFont: Plugin = {
  name: 'preload-font',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((file) => /sans-latin-wght-normal-.*\.woff2$/.test(file))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href: `/${file}` },
          injectTo: 'head',
        })),
  },
};

/** `vite build web` writes web/dist, which the server serves (server/http/web.ts puts the nonce in). */
export default defineConfig({
  plugins: [react(), preloadFont, offlinePage, compressed],
  html: { cspNonce: '__CSP_NONCE__' },
  define: { __OPENPOUCH_VERSION__: JSON.stringify(packageJson.version) },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The first with light-dark(), which older targets would get as a substitute that does not know Mantine's scheme.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // A data: URL of a font would need a looser Content-Security-Policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
    // Compressing takes longer than all else, as it should.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  // For work on the pages with a server started beside it.
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/.well-known': 'http://127.0.0.1:8080' } },
});
