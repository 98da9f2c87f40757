import { Checkbox, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { undertakingTexts } from '../../../core/undertaking.ts';
import { peopleQuery } from '../api/organisation.ts';
import { itemsOf } from '../api/paging.ts';
import { giveUndertaking, type Undertaking } from '../api/undertakings.ts';
import { useAct } from '../api/use-act.ts';
import { useMe } from '../app/session.tsx';
import { useText } from '../text/text.tsx';
import { fieldProblem, problemBeside } from '../ui/field-problems.ts';
import { FormDialog } from '../ui/form-dialog.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { OrganisationSelect } from '../ui/organisation-select.tsx';
import { QueryView } from '../ui/query-view.tsx';
import classes from './undertakings.module.css';

interface GiveDialogProps {
  /** To the same chamber, with its signatories to begin with. */
  readonly renewed?: Undertaking;
  readonly onClose: () => void;
}

/** The chamber, who may sign, and the text that the company undertakes. */
export function GiveDialog({ renewed, onClose }: GiveDialogProps) {
  const text = useText();
  const { undertakings: words, declaration } = text;
  const me = useMe();
  const query = useInfiniteQuery(peopleQuery);
  const [chamberId, setChamberId] = useState(renewed?.chamber.id ?? null);
  const [chosen, setChosen] = useState(() => renewed?.signatories.map(({ id }) => id) ?? [me.id]);
  const [isTried, setTried] = useState(false);
  const { act, isActing, problem } = useAct(giveUndertaking, onClose);
  const { language } = declaration;
  const send = (people: readonly { readonly id: string }[]): void => {
    setTried(true);
    // Whoever signed and has left since is not among them.
    const signatories = people.map(({ id }) => id).filter((id) => chosen.includes(id));
    if (chamberId !== null && signatories.length > 0) act({ chamberId, signatories, language });
  };
  const people = query.data === undefined ? [] : itemsOf(query.data);
  const isNobody = !people.some(({ id }) => chosen.includes(id));
  return (
    <FormDialog
      title={renewed === undefined ? words.give : words.renewOf(renewed.chamber.legalName)}
      submit={words.giveIt}
      isOpen
      onClose={onClose}
      onSubmit={() => send(people)}
      isActing={isActing}
      canSubmit={chamberId !== null}
      problem={problemBeside(problem, ['/signatories'])}
    >
      {renewed === undefined && (
        <OrganisationSelect
          label={words.chamber}
          roles={['chamber']}
          value={chamberId}
          onChange={setChamberId}
        />
      )}
      <QueryView query={query} lines={3}>
        {() => (
          <Checkbox.Group
            label={words.signatories}
            description={words.signatoriesLead}
            value={chosen}
            error={isTried && isNobody ? words.signatoryMissing : fieldProblem(problem, '/signatories', text)}
            onChange={setChosen}
          >
            <Stack gap={8} mt="xs">
              {people.map(({ id, name, email }) => (
                <Checkbox key={id} value={id} label={name} description={email} />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
      </QueryView>
      <MoreButton paging={query} />
      <blockquote className={classes.text} lang={language}>
        {undertakingTexts[language]}
      </blockquote>
      <p className={classes.quiet} style={{ margin: 0 }}>
        {words.by(me.name, me.organisation.legalName)}
      </p>
    </FormDialog>
  );
}
