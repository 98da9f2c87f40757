import { SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { itemsOf } from '../api/paging.ts';
import { openTasksQuery } from '../api/tasks.ts';
import { useText } from '../text/text.tsx';
import { DocumentIcon } from '../ui/icons.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page, Section } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { TaskItem } from './task-item.tsx';
import classes from './tasks.module.css';

/** Open tasks of all pouches: asked of us, or asked by us. */
export function TasksPage() {
  const { together: words } = useText();
  const [search, setSearch] = useSearchParams();
  const box = search.get('box') === 'asking' ? 'asking' : 'asked';
  const query = useInfiniteQuery(openTasksQuery(box));
  return (
    <Page title={words.tasksTitle} lead={words.tasksLead}>
      <SegmentedControl
        aria-label={words.box}
        value={box}
        onChange={(value) => setSearch(value === 'asking' ? { box: value } : {}, { replace: true })}
        data={[
          { value: 'asked', label: words.boxes.asked },
          { value: 'asking', label: words.boxes.asking },
        ]}
        className={classes.box ?? ''}
      />
      <QueryView query={query} lines={6}>
        {(found) => {
          const items = itemsOf(found);
          if (items.length === 0) return <Empty icon={<DocumentIcon size={36} />} title={words.noTasks} />;
          return (
            <Section title={words.boxes[box]}>
              <ul className={classes.tasks}>
                {items.map((task) => (
                  <TaskItem key={task.id} task={task} withPouch />
                ))}
              </ul>
              <MoreButton paging={query} />
            </Section>
          );
        }}
      </QueryView>
    </Page>
  );
}
