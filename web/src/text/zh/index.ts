import type { Text } from '../en/index.ts';
import { access } from './access.ts';
import { activity } from './activity.ts';
import { afterIssuing } from './after-issuing.ts';
import { application } from './application.ts';
import { archive } from './archive.ts';
import { books } from './books.ts';
import { bulk } from './bulk.ts';
import { certificates } from './certificates.ts';
import { certified } from './certified.ts';
import { chamber } from './chamber.ts';
import { checks } from './checks.ts';
import { closing } from './closing.ts';
import { correspondence } from './correspondence.ts';
import { customs } from './customs.ts';
import { declaration } from './declaration.ts';
import { desk } from './desk.ts';
import { disclosure } from './disclosure.ts';
import { evidence } from './evidence.ts';
import { files } from './files.ts';
import { handovers } from './handovers.ts';
import { home } from './home.ts';
import { inquiries } from './inquiries.ts';
import { journey } from './journey.ts';
import { keys } from './keys.ts';
import { live } from './live.ts';
import { navigation } from './navigation.ts';
import { notices } from './notices.ts';
import { organisation } from './organisation.ts';
import { organisations } from './organisations.ts';
import { pouches } from './pouches.ts';
import { problems } from './problems.ts';
import { reasons } from './reasons.ts';
import { revocation } from './revocation.ts';
import { roles } from './roles.ts';
import { rules } from './rules.ts';
import { scan } from './scan.ts';
import { sealing } from './sealing.ts';
import { sealingHealth } from './sealing-health.ts';
import { session } from './session.ts';
import { sharing } from './sharing.ts';
import { sheet } from './sheet.ts';
import { together } from './together.ts';
import { trail } from './trail.ts';
import { ui } from './ui.ts';
import { undertakings } from './undertakings.ts';
import { validity } from './validity.ts';
import { verdicts } from './verdicts.ts';
import { verify } from './verify.ts';
import { webhooks } from './webhooks.ts';

/** Simplified Chinese in the terms of trade on the mainland; the reader is addressed as 您. No spaces beside Latin words and figures: styles set them (base.css). */
export const zh: Text = {
  product: 'OpenPouch',
  ui,
  navigation,
  roles,
  session,
  home,
  sealing,
  sealingHealth,
  reasons,
  problems,
  certificates,
  certified,
  bulk,
  files,
  application,
  declaration,
  disclosure,
  evidence,
  books,
  rules,
  sharing,
  sheet,
  desk,
  correspondence,
  afterIssuing,
  chamber,
  undertakings,
  revocation,
  pouches,
  access,
  handovers,
  closing,
  archive,
  organisations,
  organisation,
  journey,
  customs,
  inquiries,
  keys,
  live,
  activity,
  notices,
  webhooks,
  together,
  trail,
  validity,
  scan,
  verdicts,
  verify,
  checks,
};
