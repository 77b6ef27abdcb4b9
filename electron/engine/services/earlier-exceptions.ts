import type { Json } from '@shared/domain/json.ts';
import { z } from 'zod';
import type { Workspace } from '../store/open.ts';

/** An exception that the report before this one listed. */
export interface EarlierException {
  readonly id: string;
  readonly controlId: string;
  readonly title: string;
  /** `SOC 2 Type II, 2026-01-01 to 2026-12-31` */
  readonly report: string;
}

/** What the next engagement is told of this one's exceptions; a withdrawn one was no exception. */
export const handedOn = (workspace: Workspace): readonly Omit<EarlierException, 'report'>[] =>
  workspace.exceptions
    .all()
    .filter(({ status }) => status !== 'withdrawn')
    .map(({ id, controlId, title }) => ({ id, controlId, title }));

const told = z.object({
  origin: z.object({
    label: z.string(),
    exceptions: z.array(z.object({ id: z.string(), controlId: z.string(), title: z.string() })),
  }),
});

function toldIn(after: Json | undefined): readonly EarlierException[] {
  const { data } = told.safeParse(after);
  return data?.origin.exceptions.map((one) => ({ ...one, report: data.origin.label })) ?? [];
}

/** The exceptions of the engagement that this one was rolled over from, as its first log entry tells them. */
export function earlierExceptions(workspace: Workspace): readonly EarlierException[] {
  const { id } = workspace.engagements.get();
  return toldIn(workspace.log.ofObject('engagement', id).find(({ action }) => action === 'engagement.created')?.after);
}
