import { Button, NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { memo, useDeferredValue, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { type Certificate, certificateQuery, submitApplication } from '../../api/certificates.ts';
import { chambersQuery } from '../../api/organisations.ts';
import { useAct } from '../../api/use-act.ts';
import { KeepTemplate } from '../../books/keep-template.tsx';
import { DocumentBoxes } from '../../certified/document-boxes.tsx';
import { KindSheet } from '../../certified/kind-sheet.tsx';
import { EvidenceBox } from '../../evidence/evidence-box.tsx';
import { useText } from '../../text/text.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { UndertakingNote } from '../../undertakings/undertaking-note.tsx';
import { DeclarationDialog } from '../declaration-dialog.tsx';
import { type Goods, listAt, textAt } from '../read-goods.ts';
import { Box } from './box.tsx';
import classes from './form.module.css';
import { FormBoxes } from './form-boxes.tsx';
import { FormProvider } from './form-context.tsx';
import { type Unsaved, useFormMemory } from './form-memory.ts';
import { applicationOf } from './form-model.ts';
import { MistakesSummary } from './mistakes-summary.tsx';
import { LanguageField } from './pick-field.tsx';
import { SaveLine } from './save-line.tsx';
import { type Store, usePart } from './store.ts';
import { mistakesIn, useApplication } from './use-application.ts';
import { useRemarks } from './use-remarks.ts';
import { useWishes } from './wishes.tsx';

interface ApplicationFormProps {
  readonly certificate: Certificate;
  /** Reads the certificate anew and drops what was typed. */
  readonly onReadAgain: () => void;
}

/** The form beside the certificate that it becomes. */
export function ApplicationForm({ certificate, onReadAgain }: ApplicationFormProps) {
  const { application: words } = useText();
  const { id, warnings } = certificate;
  const { said, change, set, save, saveState, mistakes, problem } = useApplication(certificate);
  const memory = useFormMemory(id);
  const [unsaved, setUnsaved] = useState(memory.recall);
  const { remarks, touch, refuse, refusals } = useRemarks(mistakes, warnings);
  const [isDeclaring, setDeclaring] = useState(false);
  const navigate = useNavigate();
  const client = useQueryClient();
  const { wishAt } = useWishes(certificate);
  const submitting = useAct(submitApplication, () => void navigate(`/certificates/${id}`));

  const form = useMemo(() => ({ said, set, remarks, touch, wishAt }), [said, set, remarks, touch, wishAt]);
  const chamberId = usePart(said, (now) => now.chamberId);
  const items = usePart(said, (now) => listAt(now.form, 'items').length);
  const digest = usePart(said, (now) => textAt(now.form, 'document.digest'));
  const isDocument = certificate.kind === 'document';

  const forbidding = warnings.filter(({ blocks }) => blocks);
  const submit = async () => {
    const missing = await mistakesIn(applicationOf(said.read().form)).catch(() => mistakes);
    const isSaved = missing.length === 0 && (await save());
    const kept = client.getQueryData(certificateQuery(id).queryKey);
    const isForbidden = kept?.warnings.some(({ blocks }) => blocks) ?? false;
    if (missing.length > 0 || isForbidden) refuse();
    else if (isSaved) setDeclaring(true);
  };

  return (
    <>
      {unsaved !== null && (
        <Notice tone="wait">
          {words.unsaved}
          <div style={{ display: 'flex', gap: 8, marginTop: 10 }}>
            <Button
              size="xs"
              onClick={() => {
                change(unsaved);
                setUnsaved(null);
              }}
            >
              {words.useUnsaved}
            </Button>
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                memory.forget();
                setUnsaved(null);
              }}
            >
              {words.dropUnsaved}
            </Button>
          </div>
        </Notice>
      )}
      {refusals > 0 && mistakes.length + forbidding.length > 0 && (
        <MistakesSummary key={refusals} mistakes={mistakes} forbidding={forbidding} />
      )}
      <div className={classes.columns}>
        <div>
          <div className={classes.form}>
            <FormProvider value={form}>
              <Box number={isDocument ? '6' : '8'} name={words.chamber}>
                <ChamberChoice
                  value={chamberId}
                  onChange={(chosen) => change({ ...said.read(), chamberId: chosen })}
                />
                <UndertakingNote chamberId={chamberId} />
                {!isDocument && <LanguageField path="language" lead={words.languageLead} />}
              </Box>
              {isDocument ? <DocumentBoxes certificateId={id} /> : <FormBoxes />}
            </FormProvider>
            <EvidenceBox
              certificateId={id}
              items={items}
              {...(digest !== undefined && { besides: digest })}
            />
          </div>
          <div className={classes.bar}>
            <SaveLine state={saveState} />
            {!isDocument && (
              <KeepTemplate chamberId={chamberId} read={() => applicationOf(said.read().form)} />
            )}
            {saveState === 'changed' ? (
              <Button onClick={onReadAgain}>{words.readAgain}</Button>
            ) : (
              <Button onClick={() => void submit()}>{words.submit}</Button>
            )}
          </div>
          <ProblemAlert problem={problem} />
        </div>
        <Preview said={said} />
      </div>
      <DeclarationDialog
        kinds={[certificate.kind]}
        isOpen={isDeclaring}
        onClose={() => {
          setDeclaring(false);
          submitting.forget();
        }}
        isActing={submitting.isActing}
        problem={submitting.problem}
        onDeclared={(language) => submitting.act({ id, language })}
      />
    </>
  );
}

/** Follows what is typed when the browser has time for it. */
function Preview({ said }: { readonly said: Store<Unsaved> }) {
  const { application: words } = useText();
  const form = useDeferredValue(usePart(said, (now) => now.form));
  return (
    // Scrolls, so it must be reachable by keyboard (WCAG 2.1.1).
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region
    <section className={classes.side} aria-label={words.preview} tabIndex={0}>
      <p className={classes.sideName}>{words.preview}</p>
      <Sheet form={form} />
    </section>
  );
}

const Sheet = memo(({ form }: { readonly form: Goods }) => (
  <KindSheet goods={applicationOf(form)} number={null} certification={null} />
));

interface ChamberChoiceProps {
  readonly value: string;
  readonly onChange: (id: string) => void;
}

export function ChamberChoice({ value, onChange }: ChamberChoiceProps) {
  const { application: words } = useText();
  const { data } = useQuery(chambersQuery);
  const chambers = data?.items ?? [];
  return (
    <NativeSelect
      label={words.fields.chamber}
      description={words.chamberLead}
      value={value}
      data={[
        ...(value === '' ? [{ value: '', label: words.choose }] : []),
        ...chambers.map(({ id, legalName }) => ({ value: id, label: legalName })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
