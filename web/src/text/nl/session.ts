import type { Text } from '../en/index.ts';

export const session: Text['session'] = {
  signIn: 'Aanmelden',
  signOut: 'Afmelden',
  email: 'E-mail',
  password: 'Wachtwoord',
  showPassword: 'Wachtwoord tonen',
  ended: 'Meld u opnieuw aan',
  endedLead: 'Uw sessie is afgelopen. Wat op deze pagina staat, blijft zoals het is.',
};
