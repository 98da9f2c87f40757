import { Button } from '@mantine/core';
import { ApiProblem } from '../api/http.ts';
import { useText } from '../text/text.tsx';
import classes from './notice.module.css';
import { fieldWords, problemWords } from './problem-words.ts';

interface ProblemAlertProps {
  readonly problem: Error | null;
  readonly onRetry?: () => void;
}

/** What went wrong, with every field that the server named. */
export function ProblemAlert({ problem, onRetry }: ProblemAlertProps) {
  const text = useText();
  if (problem === null) return null;
  const fields = problem instanceof ApiProblem ? problem.errors : [];
  return (
    <div className={classes.notice} data-tone="bad" role="alert">
      <div>
        <p className={classes.title}>{problemWords(problem, text)}</p>
        {fields.length > 0 && (
          <ul className={classes.fields}>
            {fields.map((field) => (
              <li key={field.pointer + field.detail}>
                {field.pointer === '' ? '' : <code>{field.pointer}</code>} {fieldWords(field, text)}
              </li>
            ))}
          </ul>
        )}
      </div>
      {onRetry !== undefined && (
        <Button size="xs" variant="default" onClick={onRetry}>
          {text.ui.tryAgain}
        </Button>
      )}
    </div>
  );
}
