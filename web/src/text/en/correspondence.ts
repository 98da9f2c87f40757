export const correspondence = {
  title: 'Between chamber and applicant',
  said: {
    question: (name: string) => `${name} asks`,
    answer: (name: string) => `${name} answers`,
    changes: (name: string) => `${name} requests changes`,
  },
  answer: 'Your answer',
  send: 'Send',
  wanted: (chamber: string) => `${chamber} asks you to change:`,
  wantedLead: 'Change these fields, then submit the application again.',
  wish: (wish: string) => `The chamber: ${wish}`,
};
