/** What each action of the audit log did, as a sentence without its end; an action without words shows its own name. */
const words: Readonly<Record<string, string>> = {
  'engagement.created': 'Engagement created',
  'engagement.changed': 'Engagement facts changed',
  'engagement.rolled-over': 'Rolled over to the next report',
  'collection.started': 'Import started',
  'collection.done': 'Import ended',
  'collection.partial': 'Import ended, some files not read',
  'collection.failed': 'Import ended, no file read',
  'collection.cancelled': 'Import cancelled, what was read is kept',
  'collection.interrupted': 'Import interrupted',
  'collection.stated': 'Place of imported files stated',
  'snapshot.added': 'Snapshot added',
  'findings.judged': 'Findings judged',
  'control.added': 'Control added',
  'control.changed': 'Control changed',
  'control.removed': 'Control removed',
  'matrix.imported': 'Control matrix imported',
  'matrix.exported': 'Control matrix exported',
  'criterion.concluded': 'Criterion concluded by a person',
  'criterion.conclusion-withdrawn': 'Conclusion on a criterion taken back',
  'scope.changed': 'Scope register changed',
  'scope.decided': 'Scope difference decided',
  'scope.confirmed': 'Scope confirmed for a quarter',
  'binder.exported': 'Binder exported',
};

/** `Snapshot added` for `snapshot.added`. */
export const auditWords = (action: string): string => words[action] ?? action;
