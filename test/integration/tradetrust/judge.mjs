// The published verifiers and redaction of TradeTrust, as a process of their own: they bring their own versions of what
// we use, and take seconds to load. For each line { documents, rpcUrl, dns, remove? } of its input it writes a line: what
// each verifier says of each document.
// Two things they ask of hosts outside, which a test cannot exercise and which are answered here in their place; the
// rest is theirs: DNS, of three hosts by HTTPS, and opencerts.io, of which trustvc wants a list of stores.
import http from 'node:http';
import https from 'node:https';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { getData, obfuscateDocument, utils, validateSchema } from '@tradetrust-tt/tradetrust';

let dns = {};
const outside = globalThis.fetch;
globalThis.fetch = async (address, options) => {
  const url = new URL(address instanceof Request ? address.url : address);
  const name = url.searchParams.get('name');
  if (name === null || url.hostname === '127.0.0.1') return outside(address, options);
  const Answer = (dns[name.replace(/\.$/, '')] ?? []).map((data) => ({
    name,
    type: 16,
    TTL: 300,
    data: `"${data}"`,
  }));
  return Response.json({ Status: 0, AD: false, Question: [{ name, type: 16 }], Answer });
};
const opencerts = http.createServer((_, response) => response.end('{"issuers":{}}')).listen(0, '127.0.0.1');
await new Promise((resolve) => opencerts.once('listening', resolve));
const requestOutside = https.request;
https.request = (options, ...rest) =>
  options.hostname === 'opencerts.io'
    ? http.request(`http://127.0.0.1:${opencerts.address().port}${options.path}`, ...rest)
    : requestOutside(options, ...rest);

// trustvc has a build of modules too, which Node does not load (its directory imports).
const require = createRequire(import.meta.url);
const trustvc = require('@trustvc/trustvc');
const verifierOf = (name, rpcUrl) => {
  const { openAttestationVerifiers, verificationBuilder, utils } = require(name);
  const provider = utils.generateProvider({ network: 'local', providerType: 'jsonrpc', url: rpcUrl });
  return verificationBuilder(openAttestationVerifiers, { provider });
};
const verifiersFor = (rpcUrl) => ({
  'tt-verify 9.7.2': verifierOf('@tradetrust-tt/tt-verify', rpcUrl),
  'tt-verify 9.6.0': verifierOf('tt-verify-9.6.0', rpcUrl),
  'trustvc 2.11.0': (document) => trustvc.verifyDocument(document, { rpcProviderUrl: rpcUrl }),
});

async function judge(document, rpcUrl) {
  const verdicts = {};
  for (const [name, verify] of Object.entries(verifiersFor(rpcUrl))) {
    const fragments = await verify(document);
    const judged = fragments.filter(({ status }) => status !== 'SKIPPED');
    verdicts[name] = {
      valid: trustvc.isValid(fragments),
      statuses: Object.fromEntries(judged.map(({ name, status }) => [name, status])),
    };
  }
  return {
    fitsSchema: validateSchema(document) && utils.isWrappedV2Document(document),
    data: getData(document),
    verdicts,
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  const { documents, rpcUrl, remove = [], ...asked } = JSON.parse(line);
  dns = asked.dns;
  const said = [];
  for (const whole of documents) {
    said.push(await judge(remove.length === 0 ? whole : obfuscateDocument(whole, remove), rpcUrl));
  }
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
process.exit(0);
