export const roles = {
  federation: 'Federation',
  chamber: 'Chamber of commerce',
  exporter: 'Exporter',
  forwarder: 'Forwarder',
  importer: 'Importer',
  customs: 'Customs',
};
