import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../api/use-act.ts';
import { removeValidity, type ValidityPeriod, validityQuery } from '../api/validity.ts';
import { useFormat, useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Cell, type Column, List, Row } from '../ui/list.tsx';
import { Section } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { ValidityDialog } from './validity-dialog.tsx';

/** For how long countries of destination take certificates: the federation's to say, each with its source. */
export function ValiditySection() {
  const { validity: words } = useText();
  const format = useFormat();
  const query = useQuery(validityQuery);
  const [changed, setChanged] = useState<ValidityPeriod | 'new' | null>(null);
  const [removed, setRemoved] = useState<ValidityPeriod | null>(null);
  const columns: readonly Column[] = [
    { name: words.country },
    { name: words.months },
    { name: words.since, keep: 'tablet' },
    { name: words.source, keep: 'tablet' },
    { name: words.change },
  ];
  return (
    <Section
      title={words.title}
      actions={
        <Button size="xs" onClick={() => setChanged('new')}>
          {words.add}
        </Button>
      }
    >
      <p>{words.lead}</p>
      <QueryView query={query} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{words.none}</p>
          ) : (
            <List label={words.title} columns={columns}>
              {items.map((period) => (
                <Row key={period.country}>
                  <Cell>{format.country(period.country)}</Cell>
                  <Cell>{words.howLong(period.months)}</Cell>
                  <Cell keep="tablet" quiet>
                    {format.date(period.since)}
                  </Cell>
                  <Cell keep="tablet" quiet>
                    {period.source}
                  </Cell>
                  <Cell>
                    <Group gap="xs" wrap="nowrap">
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={words.changeOf(format.country(period.country))}
                        onClick={() => setChanged(period)}
                      >
                        {words.change}
                      </Button>
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={words.removeOf(format.country(period.country))}
                        onClick={() => setRemoved(period)}
                      >
                        {words.remove}
                      </Button>
                    </Group>
                  </Cell>
                </Row>
              ))}
            </List>
          )
        }
      </QueryView>
      {changed !== null && (
        <ValidityDialog before={changed === 'new' ? null : changed} onClose={() => setChanged(null)} />
      )}
      {removed !== null && <RemoveDialog period={removed} onClose={() => setRemoved(null)} />}
    </Section>
  );
}

function RemoveDialog({
  period,
  onClose,
}: {
  readonly period: ValidityPeriod;
  readonly onClose: () => void;
}) {
  const { validity: words } = useText();
  const format = useFormat();
  const { act, isActing, problem } = useAct(removeValidity, onClose);
  return (
    <FormDialog
      title={words.removeOf(format.country(period.country))}
      submit={words.remove}
      isOpen
      onClose={onClose}
      onSubmit={() => act(period.country)}
      isActing={isActing}
      problem={problem}
    >
      <p style={{ margin: 0 }}>{words.removeLead}</p>
    </FormDialog>
  );
}
