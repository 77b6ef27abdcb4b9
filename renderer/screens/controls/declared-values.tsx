import { Select, Textarea, TextInput } from '@mantine/core';
import type { Output } from '@shared/contract/contract.ts';
import type { Control } from '@shared/domain/control.ts';
import { type Comparison, comparison } from '@shared/domain/declaration.ts';
import type { Json } from '@shared/domain/json.ts';
import { type KeyboardEvent, useState } from 'react';
import { Mark } from '../../ui/mark.tsx';
import { readDeclared, valueLine, valueText, withDeclared } from './declared-text.ts';
import { saveEdits } from './matrix-edits.ts';
import classes from './panel.module.css';

type Parameter = Output<'control.detail'>['parameters'][number];

const comparisonWords: Readonly<Record<Comparison, string>> = {
  same: 'As the library’s default.',
  stricter: 'Stricter than the library’s default.',
  weaker: 'Weaker than the library’s default.',
  different: 'Another value than the library’s default.',
};

interface FieldProps {
  readonly label: string;
  readonly like: Json;
  readonly text: string;
  readonly error: string | null;
  readonly onText: (text: string) => void;
  /** Saves a text; the one typed unless another is given. */
  readonly onSave: (text?: string) => void;
  readonly onUndo: () => void;
}

/** The field that fits a value: yes or no, pieces one a line, or one line. */
function ValueField({ label, like, text, error, onText, onSave, onUndo }: FieldProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onUndo();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    onSave();
  };
  if (typeof like === 'boolean')
    return (
      <Select
        aria-label={label}
        placeholder="Default"
        data={[
          { value: 'true', label: 'Yes' },
          { value: 'false', label: 'No' },
        ]}
        value={text === '' ? null : text}
        clearable
        onChange={(value) => onSave(value ?? '')}
      />
    );
  const common = { 'aria-label': label, placeholder: 'Default', value: text, error, onKeyDown, onBlur: () => onSave() };
  return typeof like === 'object' ? (
    <Textarea {...common} autosize minRows={1} maxRows={6} onChange={(event) => onText(event.currentTarget.value)} />
  ) : (
    <TextInput {...common} onChange={(event) => onText(event.currentTarget.value)} />
  );
}

function Standing({ parameter, value }: { readonly parameter: Parameter; readonly value: Json }) {
  const found = comparison(parameter, value);
  return (
    <p className="type-second" data-weaker={found === 'weaker' || undefined}>
      {found === 'weaker' ? <Mark state="unknown" /> : null} {comparisonWords[found]}
    </p>
  );
}

function DeclaredValue({ control, parameter }: { readonly control: Control; readonly parameter: Parameter }) {
  const of = { checkId: parameter.checkId, parameter: parameter.name };
  const declared = control.declares.find((one) => one.checkId === of.checkId && one.parameter === of.parameter)?.value;
  const stored = declared === undefined ? '' : valueText(declared);
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const save = (text = typed) => {
    if (text === null || text === stored) return setTyped(null);
    const read = text.trim() === '' ? { value: null } : readDeclared(text, parameter.default);
    if ('why' in read) return setError(read.why);
    setError(null);
    setTyped(null);
    const declares = withDeclared(control.declares, of, read.value);
    void saveEdits([{ kind: 'change', id: control.id, change: { declares } }]);
  };
  const undo = () => {
    setTyped(null);
    setError(null);
  };
  return (
    <div className={classes.parameter}>
      <p>
        <code className="type-mono">{parameter.name}</code> <span className="text-2">{parameter.meaning}</span>
      </p>
      <ValueField
        label={`${parameter.name} of ${parameter.checkId}, ${parameter.unit}`}
        like={parameter.default}
        text={typed ?? stored}
        error={error}
        onText={setTyped}
        onSave={save}
        onUndo={undo}
      />
      <p className="type-second text-3">
        Default {valueLine(parameter.default)}
        {parameter.unit === '' || parameter.unit === 'boolean' || parameter.unit === 'list' ? '' : ` ${parameter.unit}`}
      </p>
      {declared === undefined ? null : <Standing parameter={parameter} value={declared} />}
    </div>
  );
}

interface DeclaredValuesProps {
  readonly control: Control;
  readonly parameters: readonly Parameter[];
  readonly titles: ReadonlyMap<string, string>;
}

/** What the client declares for the values that checks compare with; findings are judged by it. */
export function DeclaredValues({ control, parameters, titles }: DeclaredValuesProps) {
  if (parameters.length === 0) return null;
  const checks = [...new Set(parameters.map(({ checkId }) => checkId))];
  return (
    <section>
      <h3>Declared values</h3>
      <p className="type-second text-3">
        A finding compares what was seen with what is declared here. Empty means the default. Enter saves.
      </p>
      {checks.map((checkId) => (
        <div key={checkId} className={classes.parameters}>
          <h4 title={checkId}>{titles.get(checkId) ?? checkId}</h4>
          {parameters
            .filter((parameter) => parameter.checkId === checkId)
            .map((parameter) => (
              <DeclaredValue key={`${control.id} ${parameter.name}`} control={control} parameter={parameter} />
            ))}
        </div>
      ))}
    </section>
  );
}
