import { Button, Select } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { certificatesQuery, inForce } from '../api/certificates.ts';
import { itemsOf } from '../api/paging.ts';
import { addCertificate, type Pouch } from '../api/pouches.ts';
import { useAct } from '../api/use-act.ts';
import { CertificateStateMark } from '../certificates/certificate-state.tsx';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { CertificateIcon } from '../ui/icons.tsx';
import { Section } from '../ui/page.tsx';
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
  const { pouches: words } = useText();
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const adding = useAct(addCertificate, () => {
    setOpen(false);
    setChosen(null);
  });
  const query = useInfiniteQuery({
    ...certificatesQuery({ state: inForce, q: undefined }),
    enabled: isOpen,
  });
  const inside = new Set(pouch.certificates.map(({ id }) => id));
  const options = (query.data === undefined ? [] : itemsOf(query.data)).filter(({ id }) => !inside.has(id));
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
        <Select
          label={words.chooseCertificate}
          searchable
          data={options.map(({ id, number, consignee }) => ({
            value: id,
            label: `${number ?? ''} ${consignee ?? ''}`,
          }))}
          value={chosen}
          onChange={setChosen}
        />
      </FormDialog>
    </>
  );
}
