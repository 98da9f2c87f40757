import { useIntersection } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type PouchMessage, readMessages } from '../api/conversation.ts';

/** The server takes as many at a time. */
const most = 200;

/**
 * What is unread counts as read once it has come into view, and stays marked as new for as long as one is on the page.
 * @returns `place`, for the element that the messages are in
 */
export function useReadMarks(pouchId: string, messages: readonly PouchMessage[]) {
  const client = useQueryClient();
  const { ref: place, entry } = useIntersection();
  const [news, setNews] = useState<ReadonlySet<string>>(new Set());
  const sent = useRef(new Set<string>());
  const { mutate } = useMutation({
    mutationFn: (ids: readonly string[]) => readMessages({ pouchId, ids }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['conversation'] }),
    onError: (_, ids) => {
      for (const id of ids) sent.current.delete(id);
    },
  });
  const isInView = entry?.isIntersecting === true;
  useEffect(() => {
    if (!isInView) return;
    const unread = messages.filter(({ id, isRead }) => !isRead && !sent.current.has(id)).slice(-most);
    if (unread.length === 0) return;
    const ids = unread.map(({ id }) => id);
    for (const id of ids) sent.current.add(id);
    setNews((before) => new Set([...before, ...ids]));
    mutate(ids);
  }, [isInView, messages, mutate]);
  const unread = new Set(messages.filter(({ isRead }) => !isRead).map(({ id }) => id));
  return { place, isNew: (id: string) => news.has(id) || unread.has(id) };
}
