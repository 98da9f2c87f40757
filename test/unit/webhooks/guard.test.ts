import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { createGuard, type Resolve } from '../../../server/webhooks/guard.ts';
import { createPoster } from '../../../server/webhooks/post.ts';
import { isPublicAddress } from '../../../server/webhooks/public-address.ts';

/** Addresses of these hosts, in turn where there are several answers. */
function resolverOf(answers: readonly (readonly string[])[]): Resolve {
  let asked = 0;
  const resolve = (_host: string, _options: object, done: (error: null, found: object[]) => void): void => {
    const answer = answers[Math.min(asked, answers.length - 1)] ?? [];
    asked += 1;
    done(
      null,
      answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return resolve as unknown as Resolve;
}

const outcome = async (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'taken',
    (error: Error) => error.name,
  );

describe('guard of webhooks', () => {
  describe('isPublicAddress', () => {
    const publicOnes = [
      '1.1.1.1',
      '93.184.216.34',
      '172.32.0.1',
      '100.128.0.1',
      '2606:4700::1111',
      '2a00:1450::8',
    ];
    const others = [
      ...[
        '127.0.0.1',
        '127.255.255.254',
        '0.0.0.0',
        '10.0.0.1',
        '172.16.0.1',
        '172.31.255.255',
        '192.168.1.1',
      ],
      ...['169.254.169.254', '100.64.0.1', '100.100.100.200', '192.0.0.192', '198.18.0.1', '224.0.0.1'],
      ...['240.0.0.1', '255.255.255.255', '192.0.2.1', '198.51.100.1', '203.0.113.1', '192.88.99.1'],
      ...[
        '::',
        '::1',
        '::ffff:127.0.0.1',
        '::ffff:8.8.8.8',
        '::127.0.0.1',
        '64:ff9b::7f00:1',
        '64:ff9b:1::1',
      ],
      ...['fe80::1', 'fe80::1%eth0', 'fec0::1', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '100::1'],
      ...['2001::1', '2001:db8::1', '2002:7f00:1::', '3fff::1', '2a00:1450::8%1'],
      ...['', 'localhost', '127.1', '0x7f000001', '2130706433'],
    ];
    for (const address of publicOnes)
      it(`takes ${address}`, () => expect(isPublicAddress(address)).to.equal(true));
    for (const address of others)
      it(`refuses ${address === '' ? 'nothing' : address}`, () =>
        expect(isPublicAddress(address)).to.equal(false));
  });

  describe('check', () => {
    const guard = createGuard({
      anywhere: false,
      resolve: resolverOf([['93.184.216.34', '2606:4700::1111']]),
    });
    const written = [
      ...[
        'https://127.0.0.1/',
        'https://2130706433/',
        'https://0x7f.1/',
        'https://0177.0.0.1/',
        'https://[::1]/',
      ],
      ...['https://[::ffff:7f00:1]/', 'https://[fe80::1]/', 'https://169.254.169.254/latest/meta-data'],
      ...['http://example.org/', 'https://user:word@example.org/', 'ftp://example.org/'],
    ];
    for (const url of written)
      it(`refuses ${url}`, async () =>
        expect(await outcome(guard.check(new URL(url)))).to.equal('RefusedAddress'));
    it('takes a host on the Internet', async () =>
      expect(await outcome(guard.check(new URL('https://example.org/hook')))).to.equal('taken'));
    it('refuses a host that has one private address among others', async () => {
      const mixed = createGuard({ anywhere: false, resolve: resolverOf([['93.184.216.34', '10.0.0.5']]) });
      expect(await outcome(mixed.check(new URL('https://example.org/')))).to.equal('RefusedAddress');
    });
    it('lets development go anywhere over http', async () =>
      expect(
        await outcome(createGuard({ anywhere: true }).check(new URL('http://127.0.0.1:8080/'))),
      ).to.equal('taken'));
  });

  it('refuses at the connection a host that has moved into our network since it was checked', async () => {
    let connections = 0;
    const inside = createServer((_request, response) => response.end()).on('connection', () => {
      connections += 1;
    });
    inside.listen(0, '127.0.0.1');
    await once(inside, 'listening');
    const { port } = inside.address() as AddressInfo;
    const guard = createGuard({ anywhere: false, resolve: resolverOf([['93.184.216.34'], ['127.0.0.1']]) });
    const poster = createPoster(guard);
    const url = `https://rebinding.example:${port}/`;
    await guard.check(new URL(url));
    const { status, failure } = await poster.post(url, '{}', {});
    expect({ status, failure, connections }).to.deep.equal({
      status: null,
      failure: 'refused_address',
      connections: 0,
    });
    poster.close();
    inside.close();
  });
});
