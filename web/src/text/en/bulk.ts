export const bulk = {
  label: 'Chosen certificates',
  choose: (what: string) => `Choose ${what}`,
  chooseAll: 'Choose all that are shown',
  chosen: (count: number) => `${count} chosen`,
  progress: (done: number, total: number) => `${done} of ${total} done`,
  submit: (count: number) => (count === 1 ? 'Submit 1 draft' : `Submit ${count} drafts`),
  putIn: (count: number) => (count === 1 ? 'Put 1 into a pouch' : `Put ${count} into a pouch`),
  putInTitle: 'Put into a pouch',
  put: 'Put in',
  noPouch: 'You own no open pouch of that name',
  clear: 'Choose none',
};
