import { DateInput } from '@mantine/dates';

interface DayInputProps {
  readonly label: string;
  /** `2026-12-31`; empty when none is given. */
  readonly value: string;
  readonly error?: string | undefined;
  readonly isOptional?: boolean | undefined;
  /** In a menu, which closes when something outside it is clicked, the calendar opens inside. */
  readonly isInside?: boolean | undefined;
  readonly onChange: (value: string) => void;
}

const calendar = {
  previousMonth: 'Previous month',
  nextMonth: 'Next month',
  previousYear: 'Previous year',
  nextYear: 'Next year',
  previousDecade: 'Previous decade',
  nextDecade: 'Next decade',
} as const;

/** A calendar day, typed or chosen. */
export function DayInput({ label, value, error, isOptional = false, isInside = false, onChange }: DayInputProps) {
  return (
    <DateInput
      label={label}
      value={value === '' ? null : value}
      error={error}
      valueFormat="YYYY-MM-DD"
      placeholder="YYYY-MM-DD"
      size="xs"
      hideOutsideDates
      popoverProps={{ withinPortal: !isInside }}
      clearable={isOptional}
      clearButtonProps={{ 'aria-label': `Clear: ${label}` }}
      ariaLabels={calendar}
      w={180}
      onChange={(day) => onChange(day ?? '')}
    />
  );
}
