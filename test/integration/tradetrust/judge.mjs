// TradeTrust's published verifier and redaction, as a process of their own: they bring their own versions of what we
// use. Reads { documents, rpcUrl, dns, remove? } from its input, writes what they say of each document. Of DNS they ask
// three hosts by HTTPS, which a test cannot exercise: `dns` answers in their place, everything else is theirs.
import { text } from 'node:stream/consumers';
import { getData, obfuscateDocument, utils, validateSchema } from '@tradetrust-tt/tradetrust';
import {
  isValid,
  openAttestationVerifiers,
  verificationBuilder,
  utils as verifying,
} from '@tradetrust-tt/tt-verify';

const { documents, rpcUrl, dns, remove = [] } = JSON.parse(await text(process.stdin));
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
const provider = verifying.generateProvider({ network: 'local', providerType: 'jsonrpc', url: rpcUrl });
const verify = verificationBuilder(openAttestationVerifiers, { provider });
const said = [];
for (const whole of documents) {
  const document = remove.length === 0 ? whole : obfuscateDocument(whole, remove);
  const fragments = await verify(document);
  said.push({
    valid: isValid(fragments),
    fitsSchema: validateSchema(document),
    wrapped: utils.isWrappedV2Document(document),
    data: getData(document),
    fragments: fragments.map(({ name, status, reason }) => ({ name, status, reason: reason?.message })),
  });
}
process.stdout.write(JSON.stringify(said));
process.exit(0);
