import type { IssuingKey } from '../api/organisations.ts';
import { useFormat, useText } from '../text/text.tsx';
import { Evidence, EvidenceValues } from '../ui/evidence.tsx';
import { Mark } from '../ui/mark.tsx';
import classes from './organisations.module.css';

/** The newest first: since when each is accredited, and when it ended or will end. */
export function IssuingKeys({ keys }: { readonly keys: readonly IssuingKey[] }) {
  const words = useText().organisations;
  const format = useFormat();
  return (
    <>
      <p className={classes.lead}>{words.keysLead}</p>
      {keys.length === 0 && <p>{words.noKeys}</p>}
      <ul className={classes.keys}>
        {keys.map(({ signerId, createdAt, endsAt }) => (
          <li key={signerId}>
            <div className={classes.keyLine}>
              <KeyState endsAt={endsAt} />
              <span>
                {format.inLine([
                  words.since(format.dateTime(createdAt)),
                  endsAt !== null && words.until(format.dateTime(endsAt)),
                ])}
              </span>
            </div>
            <Evidence>
              <EvidenceValues values={{ signerId }} />
            </Evidence>
          </li>
        ))}
      </ul>
    </>
  );
}

function KeyState({ endsAt }: { readonly endsAt: string | null }) {
  const words = useText().organisations;
  if (endsAt === null) return <Mark tone="good">{words.keyInUse}</Mark>;
  const isOver = Date.parse(endsAt) <= Date.now();
  return <Mark tone={isOver ? 'still' : 'wait'}>{isOver ? words.keyEnded : words.keyEnding}</Mark>;
}
