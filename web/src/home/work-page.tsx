import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type Home, homeQuery } from '../api/home.ts';
import { useMay } from '../app/session.tsx';
import { TaskItem } from '../tasks/task-item.tsx';
import { useText } from '../text/text.tsx';
import { SealedIcon } from '../ui/icons.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Undertakings } from './undertaking-rows.tsx';
import classes from './work.module.css';
import { CertificateRows, HandoverRows, WorkSection } from './work-section.tsx';

/** What needs whoever is signed in, then what waits for others, then what was there last. */
export function WorkPage() {
  const { home: words, application } = useText();
  const query = useQuery(homeQuery);
  const mayApply = useMay('certificate:apply');
  return (
    <Page
      title={words.title}
      lead={words.workLead}
      actions={
        mayApply && (
          <Button component={Link} to="/certificates/new">
            {application.apply}
          </Button>
        )
      }
    >
      <QueryView query={query} lines={10}>
        {(found) => <Work found={found} />}
      </QueryView>
    </Page>
  );
}

function Work({ found }: { readonly found: Home }) {
  const { home: words } = useText();
  const { tasks, offers, offering, returned, drafts, submitted, withChamber, undertakings, latest } = found;
  const needsNothing =
    [tasks, offers, returned, drafts, submitted].every((list) => (list?.count ?? 0) === 0) &&
    (undertakings ?? []).length === 0;
  return (
    <>
      {needsNothing && (
        <Empty icon={<SealedIcon size={36} />} title={words.nothing.title}>
          {words.nothing.lead}
        </Empty>
      )}
      <WorkSection title={words.offered} to="/handovers" items={offers?.items}>
        {(items) => <HandoverRows items={items} />}
      </WorkSection>
      <WorkSection title={words.tasks} to="/tasks" items={tasks?.items}>
        {(items) =>
          items.map((task) => <TaskItem key={task.id} task={task} withPouch className={classes.task} />)
        }
      </WorkSection>
      <WorkSection title={words.toDecide} to="/desk" items={submitted?.items}>
        {(items) => <CertificateRows items={items} />}
      </WorkSection>
      <Undertakings items={undertakings} />
      <WorkSection
        title={words.refused}
        to="/certificates?state=not_issued,changes_requested"
        items={returned?.items}
      >
        {(items) => <CertificateRows items={items} />}
      </WorkSection>
      <WorkSection title={words.drafts} to="/certificates?state=draft" items={drafts?.items}>
        {(items) => <CertificateRows items={items} />}
      </WorkSection>
      <WorkSection title={words.withChamber} to="/certificates?state=submitted" items={withChamber?.items}>
        {(items) => <CertificateRows items={items} />}
      </WorkSection>
      <WorkSection title={words.offering} to="/handovers?box=outgoing" items={offering?.items}>
        {(items) => <HandoverRows items={items} />}
      </WorkSection>
      <WorkSection title={words.latest} to="/certificates" items={latest}>
        {(items) => <CertificateRows items={items} />}
      </WorkSection>
    </>
  );
}
