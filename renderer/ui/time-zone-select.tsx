import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { timeZoneNames } from './time-zones.ts';

interface TimeZoneSelectProps {
  readonly id?: string | undefined;
  readonly label?: string | undefined;
  readonly value: string;
  readonly error?: string | undefined;
  readonly onChange: (timeZone: string) => void;
}

/** The time zone of the client by its name; typing narrows the list. */
export function TimeZoneSelect({ id, label, value, error, onChange }: TimeZoneSelectProps) {
  const names = useMemo(() => [...timeZoneNames(value)], [value]);
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      label={label}
      data={names}
      value={value}
      error={error}
      searchable
      selectFirstOptionOnChange
      limit={60}
      maxDropdownHeight={240}
      nothingFoundMessage="No time zone has this name."
      w={260}
      onChange={(name) => name !== null && onChange(name)}
    />
  );
}
