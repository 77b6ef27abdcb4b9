/** What each action of the audit log did, as a sentence without its end; an action without words shows its own name. */
const words: Readonly<Record<string, string>> = {
  'engagement.created': 'Engagement created',
  'collection.started': 'Import started',
  'collection.done': 'Import ended',
  'collection.partial': 'Import ended, some files not read',
  'collection.failed': 'Import ended, no file read',
  'collection.cancelled': 'Import cancelled, what was read is kept',
  'collection.interrupted': 'Import interrupted',
  'snapshot.added': 'Snapshot added',
  'findings.judged': 'Findings judged',
  'control.changed': 'Control changed',
  'binder.exported': 'Binder exported',
};

/** `Snapshot added` for `snapshot.added`. */
export const auditWords = (action: string): string => words[action] ?? action;
