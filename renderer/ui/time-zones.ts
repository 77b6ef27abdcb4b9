/** The zone of this computer, as a start; an engagement counts in the client's. */
export const ownTimeZone = (): string => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return timeZone === '' || timeZone === 'Etc/UTC' ? 'UTC' : timeZone;
};

/** Names of time zones to choose from, UTC first, with the one that is set. */
export const timeZoneNames = (set: string): readonly string[] => [
  ...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), ...(set === '' ? [] : [set])]),
];
