export const closing = {
  title: 'Close',
  lead: 'When it has done its work. Whoever verifies it reads that it is closed and why.',
  start: 'Close for good',
  dialogTitle: 'Close for good',
  warning: 'This cannot be undone. It can no longer be handed over or added to; all who may see it still do.',
  reason: 'Why',
  reasons: {
    acquitted: 'Acquitted: the goods have been cleared',
    surrendered: 'Surrendered to an authority or a bank',
    switchedToPaper: 'Switched to paper',
  },
  to: 'Surrendered to',
  toLead:
    'An office or a bank rather than a person: everybody who sees the trail reads it there. May be left empty.',
  surrenderedTo: (name: string) => `Surrendered to ${name}`,
};
