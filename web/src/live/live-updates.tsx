import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useText } from '../text/text.tsx';
import { WaitingIcon } from '../ui/icons.tsx';
import { concerns, mayChange } from './changes.ts';
import { followChanges } from './follow-changes.ts';
import classes from './live.module.css';
import { setLiveState, useLiveState } from './live-state.ts';

/** What happens appears as it happens; one for the page, while somebody is signed in. */
export function LiveUpdates({ onSessionEnd }: { readonly onSessionEnd: () => void }) {
  const client = useQueryClient();
  useEffect(() => {
    const stop = followChanges({
      onChanges: (changes) => client.invalidateQueries({ predicate: (query) => concerns(changes, query) }),
      onOpen: () => void client.invalidateQueries({ predicate: mayChange }),
      onState: setLiveState,
      onSessionEnd,
    });
    return () => {
      stop();
      setLiveState('asking');
    };
  }, [client, onSessionEnd]);
  return <NotConnected />;
}

/** Says quietly that the server is away; what is on the page stays and what was typed is kept. */
function NotConnected() {
  const { live: words } = useText();
  const isAway = useLiveState() === 'away';
  return (
    <div role="status" className={classes.place}>
      {isAway && (
        <span className={classes.away}>
          <WaitingIcon size={16} />
          {words.away}
        </span>
      )}
    </div>
  );
}
