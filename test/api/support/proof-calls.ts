import type { ProofBundle } from '../../../core/bundle.ts';
import type { ApiClient } from '../../../scripts/client/api-client.ts';
import type { VerdictAnswer } from '../../../server/verification/index.ts';
import type { Certificate } from './shipment.ts';

export type AnsweredVerdict = VerdictAnswer & { readonly receipts?: readonly string[] };

/** What a party asks about proofs. @param party who asks: there once the server runs */
export const proofCalls = (party: () => ApiClient) => ({
  codeOf: async ({ id }: Pick<Certificate, 'id'>) =>
    (await party().get<{ verificationCode: string }>(`/certificates/${id}`)).verificationCode,
  proofOf: ({ recordId }: Pick<Certificate, 'recordId'>, events = 'proof') =>
    party().get<ProofBundle>(`/records/${recordId}/proof?events=${events}`),
  verifyBundle: (bundle: unknown, fileDigest?: string) =>
    party().post<AnsweredVerdict>('/verification/bundles', {
      body: { bundle, ...(fileDigest && { fileDigest }) },
    }),
});
