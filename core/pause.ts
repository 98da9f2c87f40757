/** Lets others have their turn in the middle of long work: requests in a server, the page in a browser. */
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Runs it once what is going on now is over: at once where the runtime has a way to say so, as Node, else in a moment. */
export const soon: (run: () => void) => void =
  'setImmediate' in globalThis ? (run) => void setImmediate(run) : (run) => void setTimeout(run, 0);
