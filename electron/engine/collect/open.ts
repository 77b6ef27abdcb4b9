import type { OpenSource } from './run/collector.ts';

/** Opens the cloud of a connection. Each SDK is loaded when it is first needed. */
export const openSource: OpenSource = async (reach, tools) => {
  if (reach.provider === 'aws') return (await import('./aws/connect.ts')).connectAws(reach, tools);
  return (await import('./azure/connect.ts')).connectAzure(reach, tools);
};
