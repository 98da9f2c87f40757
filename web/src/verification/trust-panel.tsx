import { Button, CloseButton, Group, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useText } from '../text/text.tsx';
import { Code, Facts } from '../ui/facts.tsx';
import { Notice } from '../ui/notice.tsx';
import type { TrustSettings } from './read-trust.ts';
import type { useTrustSettings } from './trust-settings.ts';
import classes from './verification.module.css';

/** A verifier brings its own list of what it trusts: this page's is shown, and the visitor may put in another. */
export function TrustPanel(trust: ReturnType<typeof useTrustSettings>) {
  const { settings, isMissing, isChosen, choose, want } = trust;
  const { verify: words } = useText();
  return (
    <>
      {isMissing && <Notice tone="wait">{words.noInstallation}</Notice>}
      {isChosen && <Notice tone="wait">{words.trustChanged}</Notice>}
      <details className={classes.trust} onToggle={want}>
        <summary>{words.trust}</summary>
        <p className={classes.quiet}>{words.trustLead}</p>
        {settings?.trust.deployments.map(({ federation, chainId, contracts }) => (
          <Facts
            key={contracts.recordRegistry}
            facts={[
              [words.federation, federation],
              [words.chainId, String(chainId)],
              [words.registry, <Code key="registry">{contracts.recordRegistry}</Code>],
            ]}
          />
        ))}
        <TrustForm
          // Starts anew with what is in force now.
          key={JSON.stringify(settings)}
          settings={settings}
          onUse={choose}
          onReset={isChosen ? () => choose(null) : undefined}
        />
      </details>
    </>
  );
}

/** Each is asked everything. */
const MOST_ENDPOINTS = 8;

interface TrustFormProps {
  readonly settings: TrustSettings | undefined;
  readonly onUse: (settings: TrustSettings) => void;
  readonly onReset: (() => void) | undefined;
}

function TrustForm({ settings, onUse, onReset }: TrustFormProps) {
  const { verify: words, verdicts } = useText();
  const [rpcUrls, setRpcUrls] = useState(settings?.rpcUrls ?? ['']);
  const [deployments, setDeployments] = useState(JSON.stringify(settings?.trust.deployments ?? [], null, 2));
  const [error, setError] = useState<string>();
  const use = async (event: FormEvent) => {
    event.preventDefault();
    const { readTrust } = await import('./read-trust.ts');
    try {
      onUse(readTrust(deployments, rpcUrls, settings?.operator ?? null));
    } catch (cause) {
      setError(words.trustMalformed(cause instanceof Error ? cause.message : String(cause)));
    }
  };
  return (
    <form className={classes.trustForm} onSubmit={(event) => void use(event)}>
      <fieldset className={classes.rpcUrls}>
        <legend>{verdicts.rpcUrls}</legend>
        <p className={classes.quiet}>{verdicts.rpcLead}</p>
        {rpcUrls.map((url, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an address has no other name than its place
          <div key={index} className={classes.rpcUrl}>
            <TextInput
              aria-label={verdicts.rpcUrl(index + 1)}
              type="url"
              required
              spellCheck={false}
              value={url}
              onChange={(event) => setRpcUrls(rpcUrls.with(index, event.currentTarget.value))}
            />
            {rpcUrls.length > 1 && (
              <CloseButton
                aria-label={verdicts.removeRpcUrl(index + 1)}
                onClick={() => setRpcUrls(rpcUrls.toSpliced(index, 1))}
              />
            )}
          </div>
        ))}
        {rpcUrls.length < MOST_ENDPOINTS && (
          <Button variant="subtle" size="xs" onClick={() => setRpcUrls([...rpcUrls, ''])}>
            {verdicts.addRpcUrl}
          </Button>
        )}
      </fieldset>
      <Textarea
        label={words.deployment}
        required
        withAsterisk={false}
        autosize
        minRows={4}
        maxRows={14}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.8125rem' } }}
        value={deployments}
        onChange={(event) => setDeployments(event.currentTarget.value)}
        error={error}
      />
      <Group gap="sm">
        <Button type="submit" variant="default">
          {words.trustUse}
        </Button>
        {onReset !== undefined && (
          <Button variant="subtle" onClick={onReset}>
            {words.trustReset}
          </Button>
        )}
      </Group>
    </form>
  );
}
