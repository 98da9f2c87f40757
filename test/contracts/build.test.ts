import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';

const BUILD_INFO = new URL('../../artifacts/build-info/', import.meta.url);

/** What Hardhat adds to the sources when it measures coverage. */
const COVERAGE = '__NomicFoundationCoverage';

interface Output {
  readonly output: {
    readonly errors?: readonly {
      readonly formattedMessage: string;
      readonly sourceLocation?: { readonly file: string };
    }[];
  };
}

describe('the build of the contracts', () => {
  it('has no warnings: Hardhat cannot be told to take them for errors', () => {
    const outputs = readdirSync(BUILD_INFO).filter((name) => name.endsWith('.output.json'));
    expect(outputs).not.to.deep.equal([]);
    const messages = outputs.flatMap((name) => {
      const { output }: Output = JSON.parse(readFileSync(new URL(name, BUILD_INFO), 'utf8'));
      return (output.errors ?? [])
        .filter(({ sourceLocation }) => !sourceLocation?.file.startsWith(COVERAGE))
        .map(({ formattedMessage }) => formattedMessage);
    });
    expect(messages).to.deep.equal([]);
  });
});
