import { lookup as resolveHost } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** A webhook must not lead into a network that only the server can reach. */
export class RefusedAddress extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RefusedAddress';
  }
}

export type Resolve = typeof resolveHost;

export interface Guard {
  /** @throws RefusedAddress, with what is wrong in words, or the resolver's error. Asks the DNS. */
  check(url: URL): Promise<void>;
  /** What can be said without the DNS. @throws RefusedAddress */
  checkUrl(url: URL): void;
  /** For the connection itself: what is connected to is what was checked, whatever the DNS says the next time. */
  readonly lookup: LookupFunction;
}

/**
 * @param anywhere for development and tests: http, and any address
 * @param resolve as `dns.lookup`
 */
export function createGuard({
  anywhere,
  resolve = resolveHost,
}: {
  anywhere: boolean;
  resolve?: Resolve;
}): Guard {
  const isAllowed = (address: string): boolean => anywhere || isPublicAddress(address);

  const checkUrl = (url: URL): void => {
    if (url.protocol !== 'https:' && !(anywhere && url.protocol === 'http:'))
      throw new RefusedAddress('It must begin with https://.');
    if (url.username !== '' || url.password !== '')
      throw new RefusedAddress('There must be no name and no password in it.');
    const host = bare(url.hostname);
    // A name is looked up; an address never is.
    if (isIP(host) !== 0 && !isAllowed(host)) throw new RefusedAddress(notPublic);
  };

  const lookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, []);
      // One that is not is enough: nobody means well who mixes them.
      if (addresses.length === 0 || !addresses.every(({ address }) => isAllowed(address)))
        return callback(new RefusedAddress(notPublic), []);
      const [first] = addresses;
      if (options.all === true) callback(null, addresses);
      else callback(null, first?.address ?? '', first?.family ?? 4);
    });
  };

  return {
    checkUrl,
    lookup,
    async check(url) {
      checkUrl(url);
      const host = bare(url.hostname);
      if (isIP(host) !== 0) return;
      await new Promise<void>((done, failed) => {
        lookup(host, { all: true }, (error) => (error === null ? done() : failed(error)));
      });
    },
  };
}

const notPublic = 'It must lead to a host on the Internet.';
const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');
