import type { Text } from '../en/index.ts';

export const session: Text['session'] = {
  signIn: 'Se connecter',
  signOut: 'Se déconnecter',
  email: 'E-mail',
  password: 'Mot de passe',
  showPassword: 'Afficher le mot de passe',
  ended: 'Reconnectez-vous',
  endedLead: 'Votre session est terminée. Ce qui est sur cette page reste tel quel.',
};
