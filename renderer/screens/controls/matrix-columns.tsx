import type { Judged } from '../../judged.ts';
import type { ChoosableColumn } from '../../ui/grid-columns.tsx';
import { ScaleEnds } from '../../ui/month-scale.tsx';

/** Heights of lines in px. */
export const controlHeight = 30;
export const domainHeight = 32;

/** The columns of the matrix; number, control and title stay while the others scroll. */
export function matrixColumns({ period, isOneDay }: Judged): readonly ChoosableColumn[] {
  const strip: ChoosableColumn = {
    id: 'period',
    title: 'Audit period',
    width: 162,
    head: <ScaleEnds period={period} />,
  };
  return [
    { id: 'number', title: '#', width: 34, isFixed: true, align: 'right' },
    { id: 'id', title: 'Control', width: 66, isFixed: true },
    { id: 'title', title: 'Title', width: 246, isFixed: true },
    { id: 'criteria', title: 'Criteria', width: 122 },
    { id: 'owner', title: 'Owner', width: 112 },
    { id: 'frequency', title: 'Frequency', width: 92 },
    { id: 'standing', title: 'Standing', width: 116 },
    ...(isOneDay ? [] : [strip]),
    { id: 'status', title: 'Status', width: 112 },
    { id: 'statement', title: 'Statement' },
  ];
}
