import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { Link, useRouteError } from 'react-router';
import { useText } from '../text/text.tsx';
import { UnknownIcon, WrongIcon } from '../ui/icons.tsx';
import { Empty } from '../ui/notice.tsx';

export function NotFoundPage() {
  const text = useText();
  return (
    <>
      <Empty icon={<UnknownIcon size={36} />} isPage title={text.ui.noPage.title}>
        {text.ui.noPage.lead}
      </Empty>
      <HomeButton />
    </>
  );
}

/** Something broke in the page itself, or its code could not be fetched. */
export function FailurePage() {
  const text = useText();
  const error = useRouteError();
  useEffect(() => console.error(error), [error]);
  return (
    <>
      <Empty icon={<WrongIcon size={36} />} isPage title={text.ui.failed}>
        {text.ui.failedLead}
      </Empty>
      <div style={{ textAlign: 'center' }}>
        <Button onClick={() => location.reload()}>{text.ui.reload}</Button>
      </div>
    </>
  );
}

function HomeButton() {
  const text = useText();
  return (
    <div style={{ textAlign: 'center' }}>
      <Button component={Link} to="/" variant="default">
        {text.ui.toHome}
      </Button>
    </div>
  );
}
