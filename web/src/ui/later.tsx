import { type ComponentType, useEffect, useState } from 'react';

/**
 * A component whose code is fetched when it first stands on a page, or before that by `fetch`. Until it is there nothing
 * stands in its place; when it cannot be fetched, the error boundary above says so.
 *
 * Not React's `lazy`: what comes below a `Suspense` is shown 300 ms after its placeholder at the earliest, so that pages do
 * not flicker, and here there is no placeholder.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let Loaded: ComponentType<Props> | undefined;

  const fetch = async (): Promise<void> => {
    Loaded ??= await load();
  };

  // biome-ignore lint/correctness/noComponentHookFactories: called at the level of a module, once for each, as `lazy` is
  function Later(props: Props) {
    const [, setThere] = useState(false);
    const [failure, setFailure] = useState<{ readonly error: unknown }>();
    useEffect(() => {
      if (Loaded !== undefined) return;
      let isShown = true;
      fetch().then(
        () => isShown && setThere(true),
        (error: unknown) => isShown && setFailure({ error }),
      );
      return () => {
        isShown = false;
      };
    }, []);
    if (failure !== undefined) throw failure.error;
    return Loaded === undefined ? null : <Loaded {...props} />;
  }
  return Object.assign(Later, { fetch });
}
