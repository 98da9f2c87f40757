import { DirectionProvider, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { RouterProvider } from 'react-router';
import { createQueryClient } from '../api/query-client.ts';
import { type Language, LanguageProvider } from '../text/text.tsx';
import { createRouter } from './routes.tsx';
import { announceSessionEnd } from './session-state.ts';
import { cssVariablesResolver, theme } from './theme.ts';

interface AppProps {
  readonly nonce: string;
  readonly language: Language;
}

export function App({ nonce, language }: AppProps) {
  const [queryClient] = useState(() => createQueryClient(announceSessionEnd));
  const [router] = useState(createRouter);
  return (
    <DirectionProvider>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariablesResolver}
        defaultColorScheme="auto"
        getStyleNonce={() => nonce}
      >
        <LanguageProvider first={language}>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </LanguageProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}
