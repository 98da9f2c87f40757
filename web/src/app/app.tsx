import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { RouterProvider } from 'react-router';
import { createQueryClient } from '../api/query-client.ts';
import { chooseLocale, LanguageProvider } from '../text/text.tsx';
import { createRouter } from './routes.tsx';
import { announceSessionEnd } from './session.tsx';
import { cssVariablesResolver, theme } from './theme.ts';

export function App({ nonce }: { readonly nonce: string }) {
  const [queryClient] = useState(() => createQueryClient(announceSessionEnd));
  const [router] = useState(createRouter);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <LanguageProvider locale={chooseLocale(navigator.languages)}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>
  );
}
