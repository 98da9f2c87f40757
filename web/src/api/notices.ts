import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, type Result } from './http.ts';
import { paging } from './paging.ts';

export type Notice = Result<'GET /notices'>['items'][number];
export type NoticeSettings = Result<'GET /notice-settings'>;
export type NoticeKind = keyof NoticeSettings['email'];

export const noticesQuery = (only: 'unread' | undefined) =>
  infiniteQueryOptions({
    queryKey: ['notices', { only }],
    queryFn: ({ signal, pageParam }) => call('GET /notices', { query: { only, after: pageParam }, signal }),
    ...paging,
    placeholderData: keepPreviousData,
  });

export const unreadQuery = queryOptions({
  queryKey: ['notices', 'unread'],
  queryFn: ({ signal }) => call('GET /notices/unread', { signal }),
});

export const readNotices = (which: { ids?: readonly number[]; until?: number }) =>
  call('POST /notices/readings', { body: which });

export const noticeSettingsQuery = queryOptions({
  queryKey: ['notice-settings'],
  queryFn: async ({ signal }) => {
    const settings = await call('GET /notice-settings', { signal });
    if (settings.digest.timeZone !== null) return settings;
    // Who never chose one is where their browser is: from now on, as the page shows it.
    const digest = { ...settings.digest, timeZone: ownTimeZone() };
    return saveNoticeSettings({ ...settings, digest }).catch(() => settings);
  },
});

export const ownTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

export const saveNoticeSettings = (body: NoticeSettings) => call('PUT /notice-settings', { body });
