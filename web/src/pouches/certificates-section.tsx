import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { ownedCertificatesQuery } from '../api/owned.ts';
import { addCertificate, type Pouch } from '../api/pouches.ts';
import { useAct } from '../api/use-act.ts';
import { CertificateStateMark } from '../certificates/certificate-state.tsx';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { CertificateIcon } from '../ui/icons.tsx';
import { Section } from '../ui/page.tsx';
import { SearchedSelect } from '../ui/searched-select.tsx';
import classes from './pouch.module.css';

/** The certificates that travel in a pouch. */
export function CertificatesSection({ pouch }: { readonly pouch: Pouch }) {
  const { pouches: words } = useText();
  const mayAdd = pouch.access.owner && pouch.state === 'active';
  return (
    <Section title={words.certificates} actions={mayAdd && <AddCertificate pouch={pouch} />}>
      {pouch.certificates.length === 0 ? (
        <p className={classes.quiet}>{words.noCertificates}</p>
      ) : (
        <ul className={classes.items}>
          {pouch.certificates.map(({ id, number, state, chamber }) => (
            <li key={id} className={classes.item}>
              <span className={classes.itemIcon}>
                <CertificateIcon size={22} />
              </span>
              <div className={classes.itemWords}>
                <p className={classes.itemName}>
                  <Link to={`/certificates/${id}`}>{number}</Link>
                </p>
                <p className={classes.quiet}>{chamber.legalName}</p>
              </div>
              <CertificateStateMark state={state} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function AddCertificate({ pouch }: { readonly pouch: Pouch }) {
  const { pouches: words, certificates } = useText();
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const adding = useAct(addCertificate, () => {
    setOpen(false);
    setChosen(null);
  });
  const inside = new Set(pouch.certificates.map(({ id }) => id));
  const [typed, setTyped] = useState('');
  const { data, isPlaceholderData } = useQuery({ ...ownedCertificatesQuery(typed), enabled: isOpen });
  const found = (data ?? [])
    .filter(({ id }) => !inside.has(id))
    .map(({ id, number, consignee }) => ({ id, name: number ?? '', about: consignee }));
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {words.addCertificate}
      </Button>
      <FormDialog
        title={words.addCertificate}
        submit={words.add}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        isActing={adding.isActing}
        canSubmit={chosen !== null}
        problem={adding.problem}
        onSubmit={() => chosen !== null && adding.act({ pouchId: pouch.id, certificateId: chosen })}
      >
        <SearchedSelect
          {...{ found, words: typed, onWords: setTyped, isEarlier: isPlaceholderData }}
          {...{ value: chosen, onChange: setChosen }}
          label={words.chooseCertificate}
          nothingFound={certificates.nothingFound.title}
        />
      </FormDialog>
    </>
  );
}
