declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}
declare module '*.css';
declare module '*?url' {
  const address: string;
  export default address;
}
declare module '*.svg' {
  const address: string;
  export default address;
}
declare module '@fontsource-variable/ibm-plex-sans';

interface ImportMeta {
  readonly env: { readonly PROD: boolean };
  /** Of Vite: the default exports of all files that fit. */
  glob<T>(
    patterns: readonly string[],
    options: { readonly query: string; readonly import: 'default'; readonly eager: true },
  ): Readonly<Record<string, T>>;
}

/** Read by the style singleton under Mantine's overlays (package `get-nonce`). */
declare var __webpack_nonce__: string | undefined;

/** Version of this program, put in by the build (web/vite.config.ts). */
declare const __OPENPOUCH_VERSION__: string;
