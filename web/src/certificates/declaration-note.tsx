import type { Submission } from '../api/submissions.ts';
import { useFormat, useText } from '../text/text.tsx';
import classes from './declaration.module.css';

/** What the applicant declared with a submission: by whom, when, and how they were known; the text one click away. */
export function DeclarationNote({ submission }: { readonly submission: Submission }) {
  const { declaration: words, undertakings } = useText();
  const format = useFormat();
  const { declaration, submittedAt } = submission;
  return (
    <details className={classes.note}>
      <summary>{words.madeBy(declaration.by, format.dateTime(submittedAt))}</summary>
      <blockquote className={classes.text} lang={declaration.language}>
        {declaration.text}
      </blockquote>
      <p className={classes.by}>
        {[
          words.authenticated[declaration.authenticated],
          ...(declaration.onBehalfOf === undefined ? [] : [undertakings.onBehalfOf(declaration.onBehalfOf)]),
        ].join(', ')}
      </p>
    </details>
  );
}
