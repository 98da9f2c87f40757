import { Button } from '@mantine/core';
import { signHandover } from '../api/handovers.ts';
import { useAct } from '../api/use-act.ts';
import { useText } from '../text/text.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';

/** The owner's turn, last, where it keeps its keys itself. */
export function SignButton({ id }: { readonly id: string }) {
  const { keys } = useText();
  const signing = useAct(signHandover);
  return (
    <div>
      <Button size="sm" loading={signing.isActing} onClick={() => signing.act(id)}>
        {keys.handover.sign}
      </Button>
      <ProblemAlert problem={signing.problem} />
    </div>
  );
}
