import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { endpointNames } from '../../../core/agreeing-chains.ts';
import type { Block } from '../../../core/chain.ts';
import type { Verdict } from '../../../core/verdict.ts';
import { meQuery } from '../api/session.ts';
import { useFormat, useText } from '../text/text.tsx';
import { Code, Facts } from '../ui/facts.tsx';
import { Section } from '../ui/page.tsx';
import classes from './verification.module.css';

/** How a verdict came about: what was checked, when, and who was asked. */
export interface Circumstances {
  readonly time: number;
  readonly files: readonly { readonly name: string; readonly size: number; readonly sha256: string }[];
  /** Where no file was given. */
  readonly number?: string;
  /** Null: the installation's server, which asks the chain itself. */
  readonly rpcUrls: readonly string[] | null;
}

interface EvidenceSheetProps {
  readonly verdict: Verdict;
  readonly checkedBy: string;
  readonly circumstances: Circumstances;
}

/** What stands above the verdict on paper, and nowhere else. */
export function EvidenceSheet({ verdict, checkedBy, circumstances }: EvidenceSheetProps) {
  const { verdicts: words } = useText();
  const format = useFormat();
  const { time, files, number, rpcUrls } = circumstances;
  const chain = verdict.facts?.chain ?? null;
  // In the reader's time and, for whoever reads it elsewhere, to the second: from left to right in Arabic too.
  const exactly = (at: number) => `${format.dateTime(at)} (\u2066${new Date(at).toISOString()}\u2069)`;
  const blockWords = (block: Block) => words.block(String(block.number), exactly(block.time * 1000));
  return (
    <div className={classes.sheet}>
      <h2>{words.sheet}</h2>
      <Facts
        facts={[
          [words.checkedBy, checkedBy === '' ? '…' : checkedBy],
          [words.checkedAt, exactly(time)],
          [words.file, files.length === 0 ? null : <Files key="files" files={files} />],
          [words.numberAsked, number ?? null],
          [
            words.askedOf,
            rpcUrls === null ? words.byServer(location.host) : endpointNames(rpcUrls).join('; '),
          ],
          [words.latestBlock, chain === null ? null : blockWords(chain.latest)],
          [words.finalBlock, chain === null ? null : blockWords(chain.final)],
          [words.program, `OpenPouch ${__OPENPOUCH_VERSION__}, ${location.host}`],
        ]}
      />
    </div>
  );
}

interface KeepEvidenceProps {
  readonly checkedBy: string;
  readonly onCheckedBy: (name: string) => void;
}

/** The way to paper: whoever checked says who that was. */
export function KeepEvidence({ checkedBy, onCheckedBy }: KeepEvidenceProps) {
  const { verdicts: words } = useText();
  return (
    <div className="screen-only">
      <Section title={words.keep}>
        <p className={classes.quiet}>{words.keepLead}</p>
        <form
          className={classes.keepForm}
          onSubmit={(event) => {
            event.preventDefault();
            print();
          }}
        >
          <TextInput
            label={words.checkedBy}
            maxLength={200}
            autoComplete="name"
            value={checkedBy}
            onChange={(event) => onCheckedBy(event.currentTarget.value)}
          />
          <Button type="submit" variant="default">
            {words.print}
          </Button>
        </form>
      </Section>
    </div>
  );
}

/** Whoever is signed in, until somebody types another name. */
export function useCheckedBy() {
  const me = useQuery(meQuery).data;
  const [typed, setTyped] = useState<string>();
  const own = me?.kind === 'user' ? `${me.name}, ${me.organisation.legalName}` : '';
  return [typed ?? own, setTyped] as const;
}

function Files({ files }: Pick<Circumstances, 'files'>) {
  const { verdicts: words } = useText();
  const format = useFormat();
  return files.map(({ name, size, sha256 }) => (
    <div key={sha256}>
      {format.inLine([name, format.fileSize(size)])}
      <br />
      {words.digest} <Code>{sha256}</Code>
    </div>
  ));
}
