import { Button, Group, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { saveTradeTrust, type TradeTrustSettings, tradeTrustQuery } from '../api/tradetrust.ts';
import { useAct } from '../api/use-act.ts';
import { useText } from '../text/text.tsx';
import { fieldProblem, problemBeside } from '../ui/field-problems.ts';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { QueryView } from '../ui/query-view.tsx';
import classes from './chamber-section.module.css';

/** Whether a chamber's certificates are to be valid in Singapore's TradeTrust too, and under which domain. */
export function TradeTrustSection() {
  const { chamber: words } = useText();
  const query = useQuery(tradeTrustQuery);
  return (
    <Section title={words.tradeTrust.title}>
      <QueryView query={query} lines={2}>
        {(settings) => <TradeTrustForm key={settings.domain} settings={settings} />}
      </QueryView>
    </Section>
  );
}

function TradeTrustForm({ settings }: { readonly settings: TradeTrustSettings }) {
  const text = useText();
  const { chamber: words } = text;
  const [domain, setDomain] = useState(settings.domain ?? '');
  const { act, isActing, problem } = useAct(saveTradeTrust);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    act(domain.trim() === '' ? null : domain.trim().toLowerCase());
  };
  return (
    <form className={classes.form} onSubmit={save}>
      <TextInput
        label={words.tradeTrust.domain}
        description={words.tradeTrust.lead}
        placeholder="chamber.example"
        maxLength={253}
        spellCheck={false}
        autoCapitalize="none"
        value={domain}
        error={fieldProblem(problem, '/domain', text)}
        onChange={(event) => setDomain(event.currentTarget.value)}
      />
      {settings.domain !== null && (
        <TextInput
          label={words.tradeTrust.record}
          description={words.tradeTrust.recordLead(settings.domain)}
          value={settings.dnsRecord}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
      <ProblemAlert problem={problemBeside(problem, ['/domain'])} />
      <Group>
        <Button type="submit" loading={isActing}>
          {words.tradeTrust.save}
        </Button>
      </Group>
    </form>
  );
}
