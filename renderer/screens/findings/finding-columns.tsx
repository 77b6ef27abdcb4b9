import type { Period } from '@shared/domain/period.ts';
import type { Judged } from '../../judged.ts';
import type { ChoosableColumn } from '../../ui/grid-columns.tsx';

/** The year or years a period touches: the head of the strip column. */
const yearsOf = ({ from, to }: Period): string =>
  from.slice(0, 4) === to.slice(0, 4) ? from.slice(0, 4) : `${from.slice(0, 4)} to ${to.slice(0, 4)}`;

const first: readonly ChoosableColumn[] = [
  { id: 'state', title: 'Verdict', width: 98, isSortable: true, isFixed: true },
  { id: 'resource', title: 'Resource', isSortable: true, isFixed: true },
  { id: 'account', title: 'Account and region', width: 180, isSortable: true },
  { id: 'severity', title: 'Severity', head: 'Sev.', width: 46, isSortable: true },
];
const more: readonly ChoosableColumn[] = [
  { id: 'because', title: 'Fact seen', width: 260, isHiddenAtFirst: true },
  { id: 'type', title: 'Resource type', width: 168, isSortable: true, isHiddenAtFirst: true },
  { id: 'check', title: 'Check', width: 190, isSortable: true, isHiddenAtFirst: true },
];

const exception: ChoosableColumn = { id: 'exception', title: 'Exception', head: 'Except.', width: 62 };

/**
 * The columns of the findings list. A Type I report judges one date, so it has no line through a period; until a finding is
 * written up there is no exception to name.
 */
export function findingColumns({ period, isOneDay }: Judged, hasExceptions: boolean): readonly ChoosableColumn[] {
  const strip: ChoosableColumn = { id: 'period', title: 'Audit period', head: yearsOf(period), width: 118 };
  return [
    ...first,
    ...(isOneDay ? [] : [strip]),
    ...(hasExceptions ? [exception] : []),
    ...more,
    { id: 'capturedAt', title: 'Captured at', width: 198, isSortable: true, isHiddenAtFirst: !isOneDay },
  ];
}
