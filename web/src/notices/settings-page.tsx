import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type NoticeKind,
  type NoticeSettings,
  noticeSettingsQuery,
  ownTimeZone,
  saveNoticeSettings,
} from '../api/notices.ts';
import { useAct } from '../api/use-act.ts';
import { useMay, useMe } from '../app/session.tsx';
import { languageCodes, languages } from '../text/languages.ts';
import { useFormat, useText } from '../text/text.tsx';
import { Page, Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { QueryView } from '../ui/query-view.tsx';
import classes from './notices.module.css';

/** What a person wants by e-mail: of each kind at once, once a day, or not. */
export function NoticeSettingsPage() {
  const { notices: words } = useText();
  const query = useQuery(noticeSettingsQuery);
  return (
    <Page title={words.settingsTitle} lead={words.settingsLead} parent={{ to: '/inbox', name: words.title }}>
      <QueryView query={query} lines={12}>
        {(settings) => <Choices settings={settings} />}
      </QueryView>
    </Page>
  );
}

type Way = NoticeSettings['email'][NoticeKind];
const ways = ['at_once', 'daily', 'none'] as const satisfies readonly Way[];

const hours = Array.from({ length: 24 }, (_, hour) => hour);

function Choices({ settings }: { readonly settings: NoticeSettings }) {
  const { notices: words, organisation: common } = useText();
  const format = useFormat();
  const { organisation } = useMe();
  const mayAdminister = useMay('organisation:administer');
  const [chosen, setChosen] = useState(settings);
  const [isSaved, setSaved] = useState(false);
  const saving = useAct(saveNoticeSettings, () => setSaved(true));
  const choose = (change: Partial<NoticeSettings>): void => {
    setSaved(false);
    setChosen({ ...chosen, ...change });
  };
  const zone = chosen.digest.timeZone ?? ownTimeZone();
  // It may be known by an old name.
  const zones = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', zone])].sort();
  const kinds = (Object.keys(words.kinds) as NoticeKind[]).filter(
    (kind) =>
      (kind !== 'system' || mayAdminister) &&
      (kind !== 'undertaking' || ['chamber', 'exporter'].includes(organisation.role)),
  );
  return (
    <Section title={common.email}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          saving.act(chosen);
        }}
      >
        <ul className={classes.kinds}>
          {kinds.map((kind) => (
            <li key={kind} className={classes.kind}>
              <div>
                <span className={classes.kindName}>{words.kinds[kind].name}</span>
                <span className={classes.kindLead}>{words.kinds[kind].lead}</span>
              </div>
              <SegmentedControl
                size="sm"
                aria-label={words.kinds[kind].name}
                value={chosen.email[kind]}
                onChange={(way) => choose({ email: { ...chosen.email, [kind]: way } })}
                data={ways.map((way) => ({ value: way, label: words.ways[way] }))}
              />
            </li>
          ))}
        </ul>
        <fieldset className={classes.digest}>
          <legend className={classes.kindName}>{words.digest}</legend>
          <p className={classes.kindLead}>{words.digestLead}</p>
          <NativeSelect
            label={words.hour}
            value={chosen.digest.hour}
            onChange={(event) =>
              choose({ digest: { ...chosen.digest, hour: Number(event.currentTarget.value) } })
            }
            data={hours.map((hour) => ({ value: String(hour), label: format.hour(hour) }))}
          />
          <NativeSelect
            label={words.timeZone}
            value={zone}
            onChange={(event) =>
              choose({ digest: { ...chosen.digest, timeZone: event.currentTarget.value } })
            }
            data={zones.map((name) => ({ value: name, label: name.replaceAll('_', ' ') }))}
          />
        </fieldset>
        <NativeSelect
          label={words.language}
          value={chosen.language}
          onChange={(event) => {
            const language = languageCodes.find((code) => code === event.currentTarget.value);
            if (language !== undefined) choose({ language });
          }}
          data={languageCodes.map((code) => ({ value: code, label: languages[code].name }))}
          className={classes.language ?? ''}
        />
        <ProblemAlert problem={saving.problem} />
        <div className={classes.foot}>
          <Button type="submit" loading={saving.isActing}>
            {words.save}
          </Button>
          <span role="status">{isSaved && words.saved}</span>
        </div>
      </form>
    </Section>
  );
}
