export const session = {
  signIn: 'Sign in',
  signOut: 'Sign out',
  email: 'E-mail',
  password: 'Password',
  showPassword: 'Show the password',
  ended: 'Sign in again',
  endedLead: 'Your session has ended. What is on this page stays as it is.',
};
