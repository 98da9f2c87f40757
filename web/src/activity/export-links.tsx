import { type ActivityFilter, exportFormats, trailExportAddress } from '../api/activity.ts';
import { useText } from '../text/text.tsx';
import { DownloadLink } from '../ui/download-link.tsx';
import classes from './activity.module.css';

/** What the list shows, whole, as a file: the browser saves it while the server still writes it. */
export function ExportLinks({ filter }: { readonly filter: ActivityFilter }) {
  const { activity: words } = useText();
  return (
    <nav className={classes.exports} aria-label={words.export}>
      <span>{words.export}</span>
      {exportFormats.map((format) => (
        <DownloadLink key={format} address={trailExportAddress(format, filter)}>
          {words.exportAs[format]}
        </DownloadLink>
      ))}
    </nav>
  );
}
