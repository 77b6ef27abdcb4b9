import { DayInput } from './day-input.tsx';
import type { DateErrors, ReportDates } from './report-dates.ts';
import classes from './report-dates-input.module.css';

interface ReportDatesInputProps {
  readonly dates: ReportDates;
  readonly errors: DateErrors;
  readonly onChange: (dates: Partial<ReportDates>) => void;
}

/** The as-of date of a Type I, or the first and the last day of a Type II. */
export function ReportDatesInput({ dates, errors, onChange }: ReportDatesInputProps) {
  const day = (field: 'asOfOn' | 'from' | 'to', label: string) => (
    <DayInput
      label={label}
      value={dates[field]}
      error={errors[field]}
      onChange={(value) => onChange({ [field]: value })}
    />
  );
  return (
    <div className={classes.days}>
      {dates.reportType === 1 ? (
        day('asOfOn', 'As of')
      ) : (
        <>
          {day('from', 'First day')}
          {day('to', 'Last day')}
        </>
      )}
    </div>
  );
}
