import { MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import classes from './quiet-fields.module.css';

/** Looks like `Label value` in the text and becomes a field where the caret is. */
const quiet = {
  variant: 'unstyled',
  size: 'xs',
  classNames: {
    root: classes.fact,
    label: classes.factLabel,
    wrapper: classes.factWrapper,
    input: classes.factInput,
    section: classes.factSection,
  },
} as const;
const notStated = 'not stated';
const list = { width: 300, position: 'bottom-start' } as const;

interface FieldProps<T> {
  readonly label: string;
  readonly value: T;
  readonly placeholder?: string;
  readonly onChange: (value: T) => void;
}

/** A name or another short word. */
export const ShortField = ({ onChange, placeholder = notStated, ...props }: FieldProps<string>) => (
  <TextInput
    {...quiet}
    {...props}
    placeholder={placeholder}
    maxLength={120}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

/** A text that may take several lines. */
export const LongField = ({ onChange, placeholder = notStated, ...props }: FieldProps<string>) => (
  <Textarea
    {...quiet}
    {...props}
    classNames={{ ...quiet.classNames, root: `${classes.fact} ${classes.longFact}` }}
    rows={1}
    placeholder={placeholder}
    maxLength={20_000}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

/** A whole number, never negative. */
export const NumberField = ({ onChange, value, ...props }: FieldProps<number | null>) => (
  <NumberInput
    {...quiet}
    {...props}
    value={value ?? ''}
    min={0}
    allowDecimal={false}
    allowNegative={false}
    hideControls
    placeholder={notStated}
    onChange={(typed) => onChange(typeof typed === 'number' ? Math.trunc(typed) : null)}
  />
);

/** A calendar day, typed or chosen; emptied by deleting it. */
export const DayField = ({ onChange, ...props }: FieldProps<string | null>) => (
  <DateInput
    {...quiet}
    {...props}
    valueFormat="D MMM YYYY"
    clearable
    hideOutsideDates
    placeholder={notStated}
    onChange={(chosen) => onChange(chosen === null || chosen === '' ? null : chosen.slice(0, 10))}
  />
);

interface ChoiceProps<T extends string> extends FieldProps<T | null> {
  readonly data: readonly { readonly value: T; readonly label: string }[];
  readonly searchable?: boolean;
  readonly onFocus?: () => void;
}

/** One of a list; choosing it again takes it away. */
export const ChoiceField = <T extends string>({ onChange, data, ...props }: ChoiceProps<T>) => (
  <Select
    {...quiet}
    {...props}
    data={data}
    placeholder={notStated}
    comboboxProps={list}
    onChange={(chosen) => onChange(data.find(({ value }) => value === chosen)?.value ?? null)}
  />
);

interface SeveralProps extends FieldProps<readonly string[]> {
  readonly data: readonly { readonly value: string; readonly label: string }[];
}

/** Several of a list. */
export const SeveralField = ({ onChange, data, value, placeholder = 'none named', ...props }: SeveralProps) => (
  <MultiSelect
    {...quiet}
    {...props}
    classNames={{ ...quiet.classNames, pill: classes.pill, inputField: classes.pillInput, pillsList: classes.pills }}
    data={data}
    value={[...value]}
    searchable
    placeholder={value.length === 0 ? placeholder : ''}
    comboboxProps={list}
    onChange={onChange}
  />
);
