import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';

const BUILD_INFO = new URL('../../artifacts/build-info/', import.meta.url);

describe('the build of the contracts', () => {
  it('has no warnings: Hardhat cannot be told to take them for errors', () => {
    const outputs = readdirSync(BUILD_INFO).filter((name) => name.endsWith('.output.json'));
    expect(outputs).not.to.deep.equal([]);
    const messages = outputs.flatMap((name) => {
      const { output } = JSON.parse(readFileSync(new URL(name, BUILD_INFO), 'utf8'));
      return (output.errors ?? []).map((error: { formattedMessage: string }) => error.formattedMessage);
    });
    expect(messages).to.deep.equal([]);
  });
});
