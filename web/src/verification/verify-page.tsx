import { Anchor, Button, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import { meQuery } from '../api/session.ts';
import { useText } from '../text/text.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { CodeScanner } from './code-scanner.tsx';
import { FileVerification } from './file-verification.tsx';
import { keepOffline } from './keep-offline.ts';
import { LookUp } from './look-up.tsx';
import { NumberVerification } from './number-verification.tsx';
import { type Asked, askedIn, hashOf, type ReadCode, readCode } from './read-code.ts';
import { TrustPanel } from './trust-panel.tsx';
import { useTrustSettings } from './trust-settings.ts';
import { useOnline } from './use-online.ts';
import classes from './verification.module.css';

type Method = 'file' | 'number' | 'look-up';

/** For anyone: is this document genuine, and does it still hold? The QR code on a PDF leads here with its number. */
export function VerifyPage() {
  const { verify: words, verdicts, inquiries } = useText();
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const [method, setMethod] = useState<Method>(askedIn(useLocation()).number === '' ? 'file' : 'number');
  const [isScanning, setScanning] = useState(query.has('scan'));
  const [code, setCode] = useState<ReadCode | 'not-ours'>();
  const trust = useTrustSettings();
  const isOnline = useOnline();
  useEffect(() => void keepOffline(), []);
  const mayVerifyMany = useQuery(meQuery).data?.scopes.includes('record:read') === true;

  const ask = (asked: Asked) => {
    setScanning(false);
    setCode(undefined);
    void navigate({ search: '', hash: hashOf(asked) }, { replace: true });
    setMethod('number');
  };
  const onText = (text: string) => {
    const read = readCode(text);
    if (read?.host === location.host) ask(read);
    else setCode(read ?? 'not-ours');
  };
  const scan = () => {
    setCode(undefined);
    // The camera is for this page alone: one that began as another may not use it (server/http/web.ts).
    if (!beganHere()) location.assign('/verify?scan');
    else setScanning(true);
  };
  return (
    <Page title={words.title} lead={words.lead} {...(mayVerifyMany && { actions: <ToMany /> })}>
      <div role="status" className="screen-only">
        {!isOnline && <Notice tone="still">{verdicts.offline}</Notice>}
      </div>
      <Tabs
        value={method}
        onChange={(value) => setMethod(value as Method)}
        keepMounted={false}
        className={classes.tabs ?? ''}
      >
        <div className="screen-only">
          <Tabs.List aria-label={words.methods}>
            <Tabs.Tab value="file">{words.byFile}</Tabs.Tab>
            <Tabs.Tab value="number">{words.byNumber}</Tabs.Tab>
            <Tabs.Tab value="look-up">{inquiries.byChamber}</Tabs.Tab>
          </Tabs.List>
        </div>
        <Tabs.Panel value="file" pt="lg">
          <div className={classes.verification}>
            {isScanning && <CodeScanner onText={onText} onClose={() => setScanning(false)} />}
            <div role="status">{code !== undefined && <FoundCode code={code} onAsk={ask} />}</div>
            <FileVerification trust={trust} onText={onText} onNumber={ask} onScan={scan} />
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="number" pt="lg">
          <NumberVerification trust={trust} />
        </Tabs.Panel>
        <Tabs.Panel value="look-up" pt="lg">
          <LookUp trust={trust} />
        </Tabs.Panel>
      </Tabs>
      <div className="screen-only">
        <TrustPanel {...trust} />
      </div>
    </Page>
  );
}

interface FoundCodeProps {
  readonly code: ReadCode | 'not-ours';
  readonly onAsk: (code: ReadCode) => void;
}

/** A code that leads elsewhere is not followed: whoever forged the print chose where it leads. */
function FoundCode({ code, onAsk }: FoundCodeProps) {
  const { scan: words } = useText();
  if (code === 'not-ours') return <Notice tone="wait">{words.notOurs}</Notice>;
  return (
    <Notice tone="wait">
      <p className={classes.codeWords}>{words.elsewhere(code.host)}</p>
      <Button variant="default" size="sm" onClick={() => onAsk(code)}>
        {words.askHere}
      </Button>
    </Notice>
  );
}

/** Whether the document in this window was loaded as the verification page. */
function beganHere(): boolean {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation !== undefined && new URL(navigation.name).pathname === '/verify';
}

function ToMany() {
  const { inquiries: words } = useText();
  return (
    <Anchor component={Link} to="/verifications">
      {words.title}
    </Anchor>
  );
}
