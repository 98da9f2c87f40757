/** Lets others have their turn in the middle of long work: requests in a server, the page in a browser. */
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
