import type { AuditHead } from '@shared/domain/audit-log.ts';
import type { Control } from '@shared/domain/control.ts';
import type { Criterion } from '@shared/domain/criterion.ts';
import type { Engagement } from '@shared/domain/engagement.ts';
import type { System } from '@shared/domain/system.ts';
import type { Related } from './columns.ts';

/** What the workbook says it is; a later form of it would have another number. */
export const matrixFormat = 'Fieldwork control matrix 1';

/** Everything that is written into the workbook of a control matrix. */
export interface MatrixSource {
  readonly engagement: Engagement;
  /** ISO 8601 UTC. */
  readonly exportedAt: string;
  readonly toolVersion: string;
  readonly head: AuditHead;
  readonly controls: readonly Control[];
  /** Every criterion; those of categories chosen are in scope. */
  readonly criteria: readonly Criterion[];
  readonly systems: readonly Pick<System, 'id' | 'name'>[];
  relatedTo(criteria: readonly string[]): Related;
}
