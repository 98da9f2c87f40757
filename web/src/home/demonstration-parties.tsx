import { Loader, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { Installation } from '../api/installation.ts';
import { type Me, signIn } from '../api/session.ts';
import { useText } from '../text/text.tsx';
import { ChevronIcon } from '../ui/icons.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import classes from './welcome.module.css';

interface DemonstrationPartiesProps {
  readonly parties: NonNullable<Installation['demonstration']>;
  readonly onSignedIn: (me: Me) => void;
}

/** A demonstration is entered with one click, as anyone of its cast. */
export function DemonstrationParties({ parties, onSignedIn }: DemonstrationPartiesProps) {
  const text = useText();
  const { mutate, isPending, variables, error } = useMutation({ mutationFn: signIn, onSuccess: onSignedIn });
  return (
    <section className={classes.parties} aria-labelledby="demonstration">
      <Title order={2} id="demonstration" className={classes.cardTitle}>
        {text.home.demonstration}
      </Title>
      <p className={classes.partiesLead}>{text.home.demonstrationLead}</p>
      <ProblemAlert problem={error} />
      <ul className={classes.partyList}>
        {parties.map(({ role, legalName, email, password }) => (
          <li key={email}>
            <button
              type="button"
              className={classes.party}
              disabled={isPending}
              onClick={() => mutate({ email, password })}
            >
              <span className={classes.partyWords}>
                <span className={classes.partyName}>{legalName}</span>
                <span className={classes.partyRole}>{text.roles[role]}</span>
              </span>
              {isPending && variables.email === email ? <Loader size={16} /> : <ChevronIcon size={16} />}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
