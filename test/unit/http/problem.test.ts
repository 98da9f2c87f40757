import { expect } from 'chai';
import { z } from 'zod';
import { Problem, toProblemDocument } from '../../../server/http/problem.ts';
import { validate } from '../../../server/http/validate.ts';

describe('a problem', () => {
  it('names so many fields and no more, whatever was sent', () => {
    const schema = z.strictObject({ ids: z.array(z.uuid()) });
    const bodies = [
      { ids: Array.from({ length: 50_000 }, () => 1) },
      Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`x${n}`, 1])),
    ];
    for (const body of bodies) {
      let refusal: unknown;
      try {
        validate(schema, body, 'body');
      } catch (error) {
        refusal = error;
      }
      if (!(refusal instanceof Problem)) throw new Error('It was not refused.');
      expect(refusal.errors).to.have.length(100);
      expect(JSON.stringify(toProblemDocument(refusal, 'x')).length).to.be.lessThan(20_000);
    }
  });
});
