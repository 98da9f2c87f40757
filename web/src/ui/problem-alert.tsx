import { Button } from '@mantine/core';
import { ApiProblem } from '../api/http.ts';
import { useText } from '../text/text.tsx';
import classes from './notice.module.css';

interface ProblemAlertProps {
  readonly problem: Error | null;
  readonly onRetry?: () => void;
}

/** What went wrong, in the server's words where it answered, with every field that it named. */
export function ProblemAlert({ problem, onRetry }: ProblemAlertProps) {
  const text = useText();
  if (problem === null) return null;
  const fields = problem instanceof ApiProblem ? problem.errors : [];
  return (
    <div className={classes.notice} data-tone="bad" role="alert">
      <div>
        <p className={classes.title}>{titleOf(problem, text)}</p>
        {fields.length > 0 && (
          <ul className={classes.fields}>
            {fields.map(({ pointer, detail }) => (
              <li key={pointer + detail}>
                {pointer === '' ? '' : <code>{pointer}</code>} {detail}
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

function titleOf(problem: Error, text: ReturnType<typeof useText>): string {
  if (!(problem instanceof ApiProblem)) return text.ui.failed;
  return problem.code === 'unreachable' ? text.ui.unreachable : problem.message;
}
