export const live = {
  away: 'Not connected, trying again',
};
