import { byCode } from '../words.ts';

/** Why a record was revoked or closed, by the names of protocol §2. */
export const reasons = byCode({
  issuedInError: 'issued in error',
  dataIncorrect: 'data incorrect',
  goodsNotShipped: 'goods not shipped',
  fraud: 'fraud',
  replaced: 'replaced',
  requestedByApplicant: 'requested by the applicant',
  switchedToPaper: 'switched to paper',
  surrendered: 'surrendered',
  acquitted: 'acquitted',
  moved: 'moved to another registry',
});
