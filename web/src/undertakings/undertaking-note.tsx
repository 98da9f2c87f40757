import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { undertakingRequirementQuery } from '../api/undertakings.ts';
import { useText } from '../text/text.tsx';
import { Notice } from '../ui/notice.tsx';

/** Said before anything is written: this chamber would not take it from whoever writes it. Nothing where it would. */
export function UndertakingNote({ chamberId }: { readonly chamberId: string }) {
  const { undertakings: words } = useText();
  const { data } = useQuery({ ...undertakingRequirementQuery(chamberId), enabled: chamberId !== '' });
  if (data === undefined || !data.required || data.maySign) return null;
  return (
    <Notice tone="wait">
      {words.needed[data.state]}{' '}
      <Anchor component={Link} to="/organisation" inherit underline="always">
        {words.toThem}
      </Anchor>
    </Notice>
  );
}
