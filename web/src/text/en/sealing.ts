export const sealing = {
  sealedOn: (time: string) => `Sealed on ${time}`,
  beingSealed: 'Being sealed',
  takenEarly: 'Being sealed, a moment. A file taken now is called “not sealed yet” wherever it is checked.',
  failed: 'Not sealed yet, trying again',
  states: {
    recorded: 'Recorded, waiting for its batch',
    batched: 'In a batch',
    submitted: 'Sent to the chain',
    mined: 'On the chain, not final yet',
    final: 'Final',
    failed: 'The chain refused it',
  },
};
