import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useText } from '../text/text.tsx';
import { MoonIcon, SunIcon } from '../ui/icons.tsx';

/** Light or dark; untouched, the page follows the system. */
export function SchemeToggle() {
  const text = useText();
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={isDark ? text.ui.toLight : text.ui.toDark}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    >
      {isDark ? <SunIcon /> : <MoonIcon />}
    </ActionIcon>
  );
}
