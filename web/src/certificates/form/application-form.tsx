import { Button, NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { type Certificate, certificateQuery, submitApplication } from '../../api/certificates.ts';
import { chambersQuery } from '../../api/organisations.ts';
import { useAct } from '../../api/use-act.ts';
import { KeepTemplate } from '../../books/keep-template.tsx';
import { EvidenceBox } from '../../evidence/evidence-box.tsx';
import { useText } from '../../text/text.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { CertificateSheet } from '../certificate-sheet.tsx';
import { DeclarationDialog } from '../declaration-dialog.tsx';
import { listAt } from '../read-goods.ts';
import { pathOf } from '../warning-words.ts';
import { Box } from './box.tsx';
import { ChamberOnlyBox } from './chamber-only-box.tsx';
import type { Mistake } from './find-mistakes.ts';
import classes from './form.module.css';
import { ConsigneeBox, ConsignorBox, GoodsBox, OriginsBox, RemarksBox } from './form-boxes.tsx';
import { FormProvider } from './form-context.tsx';
import { useFormMemory } from './form-memory.ts';
import { applicationOf, type FieldPath } from './form-model.ts';
import { MistakesSummary } from './mistakes-summary.tsx';
import { SaveLine } from './save-line.tsx';
import { TransportBox } from './transport-box.tsx';
import { mistakesIn, useApplication } from './use-application.ts';
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
  const [touched, setTouched] = useState<ReadonlySet<FieldPath>>(new Set());
  /** Counts the wishes to submit that found something missing: each shows, and is read out, anew. */
  const [refusals, setRefusals] = useState(0);
  const [isDeclaring, setDeclaring] = useState(false);
  const navigate = useNavigate();
  const client = useQueryClient();
  const { wishAt } = useWishes(certificate);
  const submitting = useAct(submitApplication, () => void navigate(`/certificates/${id}`));

  const state = useMemo(() => {
    const isTouched = (path: FieldPath) =>
      refusals > 0 || touched.has(path) || [...touched].some((one) => one.startsWith(`${path}.`));
    const byPath = new Map<FieldPath, Mistake>(mistakes.map((mistake) => [mistake.path, mistake]));
    const remarked = [
      ...mistakes.map(({ path }) => path).filter(isTouched),
      ...warnings.map(({ pointer }) => pathOf(pointer)),
    ];
    return {
      form: said.form,
      set,
      mistakeAt: (path: FieldPath) => (isTouched(path) ? byPath.get(path) : undefined),
      warningsAt: (path: FieldPath) => warnings.filter(({ pointer }) => pathOf(pointer) === path),
      isRemarked: (path: FieldPath) => remarked.some((one) => one === path || one.startsWith(`${path}.`)),
      wishAt,
      touch: (path: FieldPath) => setTouched((before) => new Set([...before, path])),
    };
  }, [said.form, set, mistakes, refusals, touched, wishAt, warnings]);

  const forbidding = warnings.filter(({ blocks }) => blocks);
  const submit = async () => {
    const missing = await mistakesIn(applicationOf(said.form)).catch(() => mistakes);
    const isSaved = missing.length === 0 && (await save());
    const kept = client.getQueryData(certificateQuery(id).queryKey);
    const isForbidden = kept?.warnings.some(({ blocks }) => blocks) ?? false;
    if (missing.length > 0 || isForbidden) setRefusals((count) => count + 1);
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
            <FormProvider value={state}>
              <Box number="8" name={words.chamber}>
                <ChamberChoice
                  value={said.chamberId}
                  onChange={(chamberId) => change({ ...said, chamberId })}
                />
              </Box>
              <ConsignorBox />
              <ConsigneeBox />
              <OriginsBox />
              <TransportBox />
              <RemarksBox />
              <GoodsBox />
              <ChamberOnlyBox />
            </FormProvider>
            <EvidenceBox certificateId={id} items={listAt(said.form, 'items').length} />
          </div>
          <div className={classes.bar}>
            <SaveLine state={saveState} />
            <KeepTemplate chamberId={said.chamberId} read={() => applicationOf(said.form)} />
            {saveState === 'changed' ? (
              <Button onClick={onReadAgain}>{words.readAgain}</Button>
            ) : (
              <Button onClick={() => void submit()}>{words.submit}</Button>
            )}
          </div>
          <ProblemAlert problem={problem} />
        </div>
        <Preview form={said.form} />
      </div>
      <DeclarationDialog
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

function Preview({ form }: { readonly form: Certificate['application'] }) {
  const { application: words } = useText();
  const shown = useDeferredValue(form);
  const goods = useMemo(() => applicationOf(shown), [shown]);
  return (
    // Scrolls, so it must be reachable by keyboard (WCAG 2.1.1).
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region
    <section className={classes.side} aria-label={words.preview} tabIndex={0}>
      <p className={classes.sideName}>{words.preview}</p>
      <CertificateSheet goods={goods} number={null} certification={null} />
    </section>
  );
}

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
