import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Ink on paper: one blue for what can be done, warm greys for the rest; green, amber and red are kept for verdicts. */
const ink: MantineColorsTuple = [
  '#eef2fb',
  '#dce4f5',
  '#b5c5ea',
  '#8ba4de',
  '#6685d3',
  '#4d70cb',
  '#3a5fc0',
  '#2c4ea6',
  '#24408e',
  '#1a3274',
];

const gray: MantineColorsTuple = [
  '#faf9f6',
  '#f4f2ed',
  '#e9e6df',
  '#dcd8cf',
  '#c3beb3',
  '#9d988d',
  '#757166',
  '#57544b',
  '#37352f',
  '#1f1e1a',
];

const dark: MantineColorsTuple = [
  '#e3e5ea',
  '#b9bec8',
  '#9299a6',
  '#6d7482',
  '#474e5b',
  '#343a45',
  '#262b34',
  '#1b1f26',
  '#15181e',
  '#0f1216',
];

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 8, dark: 6 },
  colors: { ink, gray, dark },
  black: '#1f1e1a',
  fontFamily: "'IBM Plex Sans Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', monospace",
  defaultRadius: 'md',
  radius: { sm: '4px', md: '6px', lg: '10px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  autoContrast: true,
  components: {
    // Plain objects: with `extend` each page would load all that a dialog is made of.
    Modal: { styles: { title: { fontWeight: 600 } } },
    Drawer: { styles: { title: { fontWeight: 600 } } },
  },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.125rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
});

/** Mantine's greys for secondary text and placeholders miss 4.5:1 on our papers (WCAG 1.4.3). */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': '#656157',
    '--mantine-color-placeholder': '#757166',
    '--mantine-color-error': '#b3261e',
  },
  dark: {
    '--mantine-color-body': '#15181e',
    '--mantine-color-dimmed': '#a2a9b6',
    '--mantine-color-placeholder': '#8d94a1',
    '--mantine-color-error': '#ff9b93',
    '--mantine-color-anchor': '#9db4f0',
  },
});
