import { Anchor, Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useMay } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { UnknownIcon } from '../ui/icons.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { saveFile } from '../ui/save-file.ts';
import { useTrustSettings } from '../verification/trust-settings.ts';
import classes from './inquiries.module.css';
import { csvOf } from './many-csv.ts';
import { ManyInput } from './many-input.tsx';
import { ManyTable } from './many-table.tsx';
import { type Given, type Result, runMany } from './run-many.ts';

/** Many certificates at once: what came in the post, what is on a list, each with its verdict as it is found. */
export function VerifyManyPage() {
  const text = useText();
  const format = useFormat();
  const words = text.inquiries;
  const maySee = useMay('record:read');
  const { settings } = useTrustSettings(true);
  const [watch, setWatch] = useState(false);
  const [results, setResults] = useState<readonly (Result | null)[]>([]);
  const [problem, setProblem] = useState<Error | null>(null);
  const running = useRef<AbortController | null>(null);
  const [isRunning, setRunning] = useState(false);
  // Whoever leaves the page asks no more.
  useEffect(() => () => running.current?.abort(), []);

  const check = async (given: readonly Given[]) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    setProblem(null);
    setResults(given.map(() => null));
    setRunning(true);
    try {
      for await (const { place, result } of runMany(given, { settings, watch, signal })) {
        if (signal.aborted) return;
        setResults((current) => current.map((one, at) => (at === place ? result : one)));
      }
    } catch (error) {
      if (!signal.aborted) setProblem(error instanceof Error ? error : new Error(String(error)));
    } finally {
      if (!signal.aborted) setRunning(false);
    }
  };
  const stop = () => {
    running.current?.abort();
    setRunning(false);
  };

  if (!maySee) {
    return (
      <Empty icon={<UnknownIcon size={36} />} title={text.ui.notPermitted.title} isPage>
        {text.ui.notPermitted.lead}
      </Empty>
    );
  }
  const done = results.filter((result) => result !== null);
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <Anchor component={Link} to="/watches">
          {words.watches}
        </Anchor>
      }
    >
      <ManyInput watch={watch} onWatch={setWatch} onGiven={(given) => void check(given)} />
      <ProblemAlert problem={problem} />
      {results.length > 0 && (
        <>
          <div className={classes.bar}>
            <p role="status">{words.progress(done.length, results.length)}</p>
            {isRunning ? (
              <Button variant="default" size="sm" onClick={stop}>
                {words.stop}
              </Button>
            ) : (
              <Button
                variant="default"
                size="sm"
                disabled={done.length === 0}
                onClick={() => saveFile(words.fileName, csvOf(done, text, format), 'text/csv;charset=utf-8')}
              >
                {words.save}
              </Button>
            )}
          </div>
          <ManyTable results={done} />
        </>
      )}
    </Page>
  );
}
