import type { DeskCase } from '../api/desk.ts';

/** Where four eyes decide, one person recommends and another issues, as the server has it (server/desk/four-eyes.ts). */
export type NextStep = 'recommend' | 'leave' | 'issue';

/** What this person does next with an application that they find in order; `leave`: another has to issue it. */
export function nextStep({ recommended }: DeskCase, hasFourEyes: boolean, personId: string): NextStep {
  if (!hasFourEyes) return 'issue';
  if (recommended === null) return 'recommend';
  return recommended.id === personId ? 'leave' : 'issue';
}
