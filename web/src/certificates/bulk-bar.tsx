import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { certificateKinds } from '../../../core/certificate-kind.ts';
import { type CertificateSummary, isInForce, submitApplication } from '../api/certificates.ts';
import { addCertificate, ownPouchesQuery } from '../api/pouches.ts';
import { useMay, useMe } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { problemWords } from '../ui/problem-words.ts';
import classes from './bulk.module.css';
import { DeclarationDialog } from './declaration-dialog.tsx';
import { type Failure, useBulk } from './use-bulk.ts';

interface BulkBarProps {
  readonly chosen: readonly CertificateSummary[];
  /** Which of them stay chosen: those that could not be done. */
  readonly onChosen: (left: readonly CertificateSummary[]) => void;
}

/** What can be done with all certificates that are chosen, how far it is, and what could not be done. */
export function BulkBar({ chosen, onChosen }: BulkBarProps) {
  const { bulk: words } = useText();
  const { organisation } = useMe();
  const mayApply = useMay('certificate:apply');
  const mayPutIn = useMay('pouch:write');
  const [isPutting, setPutting] = useState(false);
  const [isDeclaring, setDeclaring] = useState(false);
  const bulk = useBulk<CertificateSummary>((failed) => onChosen(failed.map(({ item }) => item)));
  const isOurs = ({ applicant }: CertificateSummary) => mayApply && applicant.id === organisation.id;
  const toSubmit = chosen.filter((item) => item.state === 'draft' && isOurs(item));
  const toPutIn = mayPutIn ? chosen.filter(({ state }) => isInForce(state)) : [];
  if (chosen.length === 0 && bulk.failures.length === 0) return null;
  return (
    <section className={classes.bar} aria-label={words.label}>
      <div className={classes.line}>
        <p role="status">
          {bulk.isRunning ? words.progress(bulk.done, bulk.total) : words.chosen(chosen.length)}
        </p>
        {toSubmit.length > 0 && (
          <Button size="xs" loading={bulk.isRunning} onClick={() => setDeclaring(true)}>
            {words.submit(toSubmit.length)}
          </Button>
        )}
        {toPutIn.length > 0 && (
          <Button size="xs" variant="default" disabled={bulk.isRunning} onClick={() => setPutting(true)}>
            {words.putIn(toPutIn.length)}
          </Button>
        )}
        <Button
          size="xs"
          variant="subtle"
          disabled={bulk.isRunning}
          onClick={() => {
            bulk.forget();
            onChosen([]);
          }}
        >
          {words.clear}
        </Button>
      </div>
      <Failures failures={bulk.failures} />
      <DeclarationDialog
        kinds={certificateKinds.filter((kind) => toSubmit.some((item) => item.kind === kind))}
        isOpen={isDeclaring}
        onClose={() => setDeclaring(false)}
        isActing={false}
        problem={null}
        onDeclared={(language) => {
          setDeclaring(false);
          bulk.run(toSubmit, ({ id }, key) => submitApplication({ id, language }, key));
        }}
      />
      <PouchDialog
        isOpen={isPutting}
        onClose={() => setPutting(false)}
        onPouch={(pouchId) => {
          setPutting(false);
          bulk.run(toPutIn, (item, key) => addCertificate({ pouchId, certificateId: item.id }, key));
        }}
      />
    </section>
  );
}

function Failures({ failures }: { readonly failures: readonly Failure<CertificateSummary>[] }) {
  const text = useText();
  const format = useFormat();
  if (failures.length === 0) return null;
  return (
    <ul className={classes.failures} role="alert">
      {failures.map(({ item, error }) => (
        <li key={item.id}>
          <Link to={item.state === 'draft' ? `/certificates/${item.id}/edit` : `/certificates/${item.id}`}>
            {format.inLine([item.number, item.consignee]) || text.certificates.noNumber}
          </Link>
          {': '}
          {problemWords(error, text)}
        </li>
      ))}
    </ul>
  );
}

interface PouchDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onPouch: (id: string) => void;
}

function PouchDialog({ isOpen, onClose, onPouch }: PouchDialogProps) {
  const { bulk: words, pouches } = useText();
  const [pouchId, setPouchId] = useState<string | null>(null);
  const query = useQuery({ ...ownPouchesQuery, enabled: isOpen });
  return (
    <FormDialog
      title={words.putInTitle}
      submit={words.put}
      isOpen={isOpen}
      onClose={onClose}
      isActing={false}
      canSubmit={pouchId !== null}
      problem={query.error}
      onSubmit={() => pouchId !== null && onPouch(pouchId)}
    >
      <Select
        label={pouches.name}
        searchable
        nothingFoundMessage={words.noPouch}
        data={(query.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))}
        value={pouchId}
        onChange={setPouchId}
      />
    </FormDialog>
  );
}
