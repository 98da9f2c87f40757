declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}
declare module '*.css';
declare module '*.svg' {
  const address: string;
  export default address;
}
declare module '@fontsource-variable/ibm-plex-sans';

/** Read by the style singleton under Mantine's overlays (package `get-nonce`). */
declare var __webpack_nonce__: string | undefined;
