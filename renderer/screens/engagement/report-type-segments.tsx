import type { ReportScope } from '@shared/domain/engagement.ts';
import { Segments } from '../../ui/segments.tsx';

interface ReportTypeSegmentsProps {
  readonly label: string;
  readonly value: ReportScope['reportType'];
  readonly onChange: (type: ReportScope['reportType']) => void;
}

const types = [
  { value: '2', label: 'Type II' },
  { value: '1', label: 'Type I' },
] as const;

/** A report over a period or of one date. */
export function ReportTypeSegments({ label, value, onChange }: ReportTypeSegmentsProps) {
  return (
    <Segments
      label={label}
      data={types}
      value={value === 1 ? '1' : '2'}
      onChange={(type) => onChange(type === '1' ? 1 : 2)}
    />
  );
}
