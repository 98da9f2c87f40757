export { type Assignment, assignmentStore } from './assignment-store.ts';
export { calendarOf } from './calendar.ts';
export {
  type CasePlace,
  caseStore,
  countedUpTo,
  type DeskCase,
  type DeskView,
  deskViews,
  type Person,
} from './case-store.ts';
export { cases } from './cases.ts';
export { deskFigures } from './figures-views.ts';
export { secondPersonNeeded } from './four-eyes.ts';
export { type ChamberSettings, defaultSettings, settingsStore } from './settings-store.ts';
export { dayIn, nextDay, startOf, timeOf } from './working-days.ts';
