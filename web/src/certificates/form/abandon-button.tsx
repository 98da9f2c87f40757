import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { abandonApplication } from '../../api/certificates.ts';
import { useAct } from '../../api/use-act.ts';
import { useText } from '../../text/text.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';

/** Ends an application for good, after a question. */
export function AbandonButton({ id }: { readonly id: string }) {
  const { application: words } = useText();
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const { act, isActing, problem } = useAct(abandonApplication, () => void navigate(`/certificates/${id}`));
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {words.abandon}
      </Button>
      <FormDialog
        title={words.abandonTitle}
        submit={words.abandonIt}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onSubmit={() => act(id)}
        isActing={isActing}
        problem={problem}
      >
        <Text>{words.abandonLead}</Text>
      </FormDialog>
    </>
  );
}
