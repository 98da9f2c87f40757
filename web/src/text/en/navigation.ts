export const navigation = {
  label: 'Main',
  menu: 'Menu',
  home: 'Home',
  shared: 'Shared with you',
  certificates: 'Certificates',
  pouches: 'Pouches',
  handovers: 'Handovers',
  organisations: 'Organisations',
  activity: 'Activity',
  verify: 'Verify',
  desk: 'Desk',
  organisation: 'Your organisation',
};
