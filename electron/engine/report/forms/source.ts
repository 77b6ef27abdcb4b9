import type { AuditHead } from '@shared/domain/audit-log.ts';
import type { Severity } from '@shared/domain/check.ts';
import type { Control } from '@shared/domain/control.ts';
import type { Engagement } from '@shared/domain/engagement.ts';
import type { AuditException } from '@shared/domain/exception.ts';
import type { PointId } from '@shared/domain/response.ts';

/** What the workbook says it is; a later form of it would have another number. */
export const formsFormat = 'Fieldwork response form 1';
export const readMeName = 'Read me';

/** An exception as its form shows it, with the response as it stands. */
export interface FormSource {
  readonly exception: AuditException;
  /** The control it is about; null when it has left the matrix. */
  readonly control: Control | null;
  readonly level: Severity;
  /** Calendar day. */
  readonly dueOn: string;
}

/** Everything that is written into a workbook of response forms. */
export interface FormsSource {
  readonly engagement: Engagement;
  /** ISO 8601 UTC. */
  readonly exportedAt: string;
  readonly toolVersion: string;
  readonly head: AuditHead;
  readonly forms: readonly FormSource[];
  /** A good answer for each point, from the rubric. */
  readonly examples: ReadonlyMap<PointId, string>;
}
