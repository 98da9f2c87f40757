import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { createJsonRpc, type JsonRpc, RpcError, RpcUnavailable } from '../../server/chain/json-rpc.ts';

describe('createJsonRpc', () => {
  /** A real HTTP server whose answers a test decides. */
  const serve = async (
    answer: (body: string) => string | undefined,
    test: (rpc: JsonRpc, requests: string[]) => Promise<void>,
  ) => {
    const requests: string[] = [];
    const server = createServer(async (request: IncomingMessage, response) => {
      const body = await text(request);
      requests.push(body);
      const answered = answer(body);
      if (answered !== undefined) response.end(answered);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const rpc = createJsonRpc({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      timeoutMs: 300,
      maxBatch: 3,
    });
    try {
      await test(rpc, requests);
    } finally {
      rpc.close();
      server.closeAllConnections();
      server.close();
    }
  };
  const echo = (body: string) => {
    const one = ({ id, method }: { id: number; method: string }) => ({ jsonrpc: '2.0', id, result: method });
    const parsed = JSON.parse(body);
    return JSON.stringify(Array.isArray(parsed) ? parsed.map(one).reverse() : one(parsed));
  };
  const failure = (promise: Promise<unknown>) =>
    promise.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('sends what is asked in one turn in batches of the given size, and gives each its own answer', () =>
    serve(echo, async (rpc, requests) => {
      const methods = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
      expect(await Promise.all(methods.map((method) => rpc.call(method)))).to.deep.equal(methods);
      expect(requests.length).to.equal(3);
    }));

  it('says that nothing is known when there is no answer in time', () =>
    serve(
      () => undefined,
      async (rpc) => {
        expect(await failure(rpc.call('a')))
          .to.be.instanceOf(RpcUnavailable)
          .with.property('message')
          .that.includes('300 ms');
      },
    ));

  it('says that nothing is known when the answer is not JSON-RPC', async () => {
    for (const answered of ['<html>', '{}', '[]', '"x"', 'null', '{"id":0}', '{"id":7,"result":1}']) {
      await serve(
        () => answered,
        async (rpc) => {
          expect(await failure(rpc.call('a')), answered).to.be.instanceOf(RpcUnavailable);
        },
      );
    }
  });

  it('passes on what the endpoint says about a call, and does not sink its neighbours', () =>
    serve(
      () =>
        JSON.stringify([
          { id: 0, error: { code: 3, message: 'reverted', data: '0xab' } },
          { id: 1, result: 'ok' },
        ]),
      async (rpc) => {
        const [bad, good] = await Promise.allSettled([rpc.call('a'), rpc.call('b')]);
        expect(good).to.deep.equal({ status: 'fulfilled', value: 'ok' });
        expect(bad.status === 'rejected' && bad.reason)
          .to.be.instanceOf(RpcError)
          .and.include({ code: 3, data: '0xab', method: 'a' });
      },
    ));

  it('says that nothing is known when nobody listens', async () => {
    const rpc = createJsonRpc({ url: 'http://127.0.0.1:1' });
    expect(await failure(rpc.call('a'))).to.be.instanceOf(RpcUnavailable);
    rpc.close();
  });
});
