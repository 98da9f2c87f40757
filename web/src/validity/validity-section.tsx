import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../api/use-act.ts';
import { removeValidity, type ValidityPeriod, validityQuery } from '../api/validity.ts';
import { useFormat, useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { DocumentIcon } from '../ui/icons.tsx';
import { Cell, type Column, List, Row } from '../ui/list.tsx';
import { Empty } from '../ui/notice.tsx';
import { Section } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import classes from './validity.module.css';
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
    { name: words.validity },
    { name: words.since, keep: 'tablet' },
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
      <p className={classes.lead}>{words.lead}</p>
      <QueryView query={query} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={<DocumentIcon size={36} />} title={words.none}>
              {words.noneLead}
            </Empty>
          ) : (
            <List label={words.title} columns={columns}>
              {items.map((period) => (
                <Row key={period.country}>
                  <Cell>
                    {format.country(period.country)}
                    <span className={classes.source}>{period.source}</span>
                  </Cell>
                  <Cell>{words.howLong(period.months)}</Cell>
                  <Cell keep="tablet" quiet>
                    {format.date(period.since)}
                  </Cell>
                  <Cell>
                    <div className={classes.acts}>
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
                    </div>
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
