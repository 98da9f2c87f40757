import '@mantine/core/styles.layer.css';
import '@fontsource-variable/ibm-plex-sans';
import './app/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { wantedLanguage } from './text/languages.ts';
import { english, loadLanguage } from './text/text.tsx';

/** The nonce of this page; scripts that may run here may set styles with it, and nothing else may. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
globalThis.__webpack_nonce__ = nonce;

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root.');
// Words that do not come must not keep the page away.
const language = await loadLanguage(wantedLanguage()).catch(english);
createRoot(root).render(
  <StrictMode>
    <App nonce={nonce} language={language} />
  </StrictMode>,
);
