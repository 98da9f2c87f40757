import { Checkbox, MultiSelect, NativeSelect, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { pouchQuery } from '../api/pouches.ts';
import { type Right, recordQuery } from '../api/records.ts';
import type { MadeLink } from '../api/sharing.ts';
import { useMe } from '../app/session.tsx';
import { fieldName } from '../disclosure/field-names.ts';
import { wholeQuery } from '../disclosure/proof.ts';
import { languages } from '../text/languages.ts';
import { useLanguage, useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { OrganisationSelect } from '../ui/organisation-select.tsx';
import { MadeLinkDialog } from './made-link-dialog.tsx';
import { SharePreview } from './share-preview.tsx';
import { choicesOf, emptyWish, isComplete, type Part, type ShareWish, type Way } from './share-wish.ts';
import classes from './sharing.module.css';
import { useSharing } from './use-sharing.ts';

interface ShareDialogProps {
  readonly recordId: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Sharing with a company, by e-mail, or by a link with a code; it shows what the other side will see. */
export function ShareDialog({ recordId, isOpen, onClose }: ShareDialogProps) {
  const text = useText();
  const words = text.sharing;
  const [wish, setWish] = useState<ShareWish>(emptyWish);
  const [made, setMade] = useState<MadeLink | null>(null);
  const change = (more: Partial<ShareWish>) => setWish((before) => ({ ...before, ...more }));
  const sharing = useSharing(recordId, (link) => {
    setWish(emptyWish);
    setMade(link);
    onClose();
  });
  const submit = { company: text.access.share, email: words.invite, link: words.makeLink };
  return (
    <>
      <FormDialog
        title={wish.way === 'company' ? text.access.shareTitle : words.ways[wish.way]}
        submit={submit[wish.way]}
        isOpen={isOpen}
        onClose={onClose}
        isActing={sharing.isActing}
        canSubmit={isComplete(wish)}
        problem={sharing.problem}
        onSubmit={() => sharing.act(wish)}
      >
        <SegmentedControl
          fullWidth
          aria-label={words.how}
          value={wish.way}
          onChange={(value) => change({ way: value as Way, rights: ['download'], actsFor: false })}
          data={(['company', 'email', 'link'] as const).map((value) => ({ value, label: words.ways[value] }))}
        />
        <p className={classes.lead}>{words.leads[wish.way]}</p>
        {isOpen && <OverNotice recordId={recordId} />}
        <Whom wish={wish} onChange={change} />
        {isOpen && <What recordId={recordId} wish={wish} onChange={change} />}
        <TextInput
          type="date"
          label={words.ends}
          description={wish.way === 'link' ? words.endsLinkLead : words.endsLead}
          value={wish.ends}
          onChange={(event) => change({ ends: event.currentTarget.value })}
        />
        {isOpen && <SharePreview recordId={recordId} wish={wish} />}
      </FormDialog>
      <MadeLinkDialog made={made} onClose={() => setMade(null)} />
    </>
  );
}

function OverNotice({ recordId }: { readonly recordId: string }) {
  const { sharing: words } = useText();
  const { data: record } = useQuery(recordQuery(recordId));
  if (record === undefined || record.status === 'active') return null;
  return <Notice tone="still">{words.over[record.status]}</Notice>;
}

interface PartProps {
  readonly wish: ShareWish;
  readonly onChange: (more: Partial<ShareWish>) => void;
}

function Whom({ wish, onChange }: PartProps) {
  const { sharing: words, access } = useText();
  const { code: own } = useLanguage();
  if (wish.way === 'company')
    return (
      <OrganisationSelect
        label={access.shareWith}
        value={wish.organisationId}
        onChange={(organisationId) => onChange({ organisationId })}
      />
    );
  if (wish.way === 'link')
    return (
      <TextInput
        label={words.label}
        description={words.labelLead}
        maxLength={100}
        value={wish.label}
        onChange={(event) => onChange({ label: event.currentTarget.value })}
      />
    );
  return (
    <>
      <TextInput
        type="email"
        label={words.email}
        maxLength={254}
        autoComplete="off"
        value={wish.email}
        onChange={(event) => onChange({ email: event.currentTarget.value })}
      />
      <NativeSelect
        label={words.letterLanguage}
        value={wish.language ?? own}
        onChange={(event) => onChange({ language: event.currentTarget.value as keyof typeof languages })}
        data={Object.entries(languages).map(([value, { name }]) => ({ value, label: name }))}
      />
    </>
  );
}

interface WhatProps extends PartProps {
  readonly recordId: string;
}

function What({ recordId, wish, onChange }: WhatProps) {
  const { sharing: words, access } = useText();
  const { organisation } = useMe();
  const { data: record } = useQuery(recordQuery(recordId));
  if (record === undefined) return null;
  const isPouch = record.kind === 'pouch';
  // What is closed can neither be added to nor offered to anybody.
  const mayGrow = isPouch && record.status === 'active';
  const parts: readonly Part[] = ['whole', isPouch ? 'documents' : 'hidden'];
  const choices = choicesOf(wish, mayGrow);
  const mayAct =
    mayGrow && wish.way === 'company' && wish.part === 'whole' && record.owner.id === organisation.id;
  const isRight = (value: string): value is Right => choices.some((right) => right === value);
  return (
    <>
      <NativeSelect
        label={words.what}
        value={wish.part}
        onChange={(event) =>
          onChange({ part: event.currentTarget.value as Part, rights: ['download'], actsFor: false })
        }
        data={parts.map((value) => ({ value, label: words.parts[value] }))}
      />
      {wish.part === 'documents' && (
        <Documents id={record.subject?.id ?? ''} wish={wish} onChange={onChange} />
      )}
      {wish.part === 'hidden' && <Fields recordId={recordId} wish={wish} onChange={onChange} />}
      <Checkbox.Group
        label={access.rightsLabel}
        value={[...wish.rights]}
        onChange={(values) => onChange({ rights: values.filter(isRight) })}
      >
        <Stack gap="xs" mt={6}>
          <Checkbox label={access.choices.view} checked disabled readOnly />
          {choices.map((right) => (
            <Checkbox
              key={right}
              value={right}
              label={right === 'offer' ? words.offer : (access.choices[right] ?? right)}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      {mayAct && (
        <Checkbox
          label={words.actsFor}
          description={words.actsForLead}
          checked={wish.actsFor}
          onChange={({ currentTarget: { checked } }) =>
            onChange({ actsFor: checked, rights: wish.rights.filter((right) => right !== 'offer') })
          }
        />
      )}
    </>
  );
}

function Documents({ id, wish, onChange }: PartProps & { readonly id: string }) {
  const { sharing: words } = useText();
  const { data: pouch } = useQuery(pouchQuery(id));
  if (pouch === undefined) return null;
  if (pouch.documents.length === 0) return <p className={classes.lead}>{words.noDocuments}</p>;
  return (
    <Checkbox.Group
      label={words.whichDocuments}
      value={[...wish.documentIds]}
      onChange={(documentIds) => onChange({ documentIds })}
    >
      <Stack gap="xs" mt={6}>
        {pouch.documents.map((document) => (
          <Checkbox key={document.id} value={document.id} label={document.name} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

function Fields({ recordId, wish, onChange }: WhatProps) {
  const text = useText();
  const { data: whole } = useQuery(wholeQuery(recordId, undefined));
  const paths = (whole?.read.disclosed ?? []).filter((path) => path !== 'verificationCode');
  return (
    <MultiSelect
      label={text.sharing.hide}
      searchable
      data={paths.map((value) => ({ value, label: fieldName(value, text) }))}
      value={[...wish.hide]}
      onChange={(hide) => onChange({ hide })}
    />
  );
}
