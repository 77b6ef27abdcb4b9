/** Every route by name. `noun.verb`; the schemas stand in contract.ts. Kept apart so that the preload carries no zod. */
export const routeNames = [
  'app.state',
  'app.reveal',
  'app.setTheme',
  'workspace.pick',
  'file.pick',
  'file.drop',
  'engagement.create',
  'engagement.open',
  'engagement.openRecent',
  'engagement.openSample',
  'engagement.forget',
  'engagement.close',
  'engagement.summary',
  'engagement.evaluate',
  'overview.get',
  'finding.query',
  'finding.page',
  'finding.detail',
  'control.list',
  'control.detail',
  'control.update',
  'collection.list',
  'collection.detail',
  'collection.import',
  'collection.cancel',
  'coverage.get',
  'binder.preview',
  'binder.export',
  'binder.cancel',
  'log.list',
  'log.verify',
  'palette.search',
] as const;
export type RouteName = (typeof routeNames)[number];

export const eventNames = ['import.progress', 'evaluate.progress', 'binder.progress', 'engagement.changed', 'engine.failed'] as const;
export type EventName = (typeof eventNames)[number];
