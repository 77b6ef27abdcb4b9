import { Checkbox } from '@mantine/core';
import { type PointId, rootCauseCategories } from '@shared/domain/response.ts';
import type { ReactElement } from 'react';
import { causeWords } from '../../ui/exception-words.ts';
import type { Detail, Response } from './exception.store.ts';
import { MonitoringField } from './monitoring-field.tsx';
import classes from './quiet-fields.module.css';
import { ChoiceField, DayField, LongField, NumberField, SeveralField, ShortField } from './quiet-fields.tsx';

interface FieldsProps {
  readonly response: Response;
  readonly detail: Detail;
  readonly onChange: (change: Partial<Response>) => void;
}

interface EvidenceFieldProps {
  readonly detail: Detail;
  readonly value: readonly string[];
  readonly onChange: (ids: string[]) => void;
}

function EvidenceField({ detail, value, onChange }: EvidenceFieldProps) {
  const data = detail.row.exception.evidence.map(({ id, title }) => ({ value: id, label: `${id} ${title}` }));
  return (
    <SeveralField
      label="Evidence"
      data={data}
      value={value}
      placeholder={data.length === 0 ? 'none attached' : 'none named'}
      onChange={(ids) => onChange([...ids])}
    />
  );
}

function Position({ response, detail, onChange }: FieldsProps) {
  return (
    <>
      <ChoiceField
        label="Position"
        data={[
          { value: 'accepts', label: 'Accepts the finding' },
          { value: 'disputes', label: 'Disputes the finding' },
        ]}
        value={response.position}
        onChange={(position) => onChange({ position })}
      />
      {response.position === 'disputes' ? (
        <EvidenceField
          detail={detail}
          value={response.statementEvidence}
          onChange={(statementEvidence) => onChange({ statementEvidence })}
        />
      ) : null}
    </>
  );
}

const causes = rootCauseCategories.map((value) => ({ value, label: causeWords[value] }));

function Cause({ response, onChange }: FieldsProps) {
  return (
    <ChoiceField
      label="Category"
      data={causes}
      value={response.rootCauseCategory}
      onChange={(rootCauseCategory) => onChange({ rootCauseCategory })}
    />
  );
}

function Lookback({ response, onChange }: FieldsProps) {
  const { lookback } = response;
  const change = (part: Partial<Response['lookback']>) => onChange({ lookback: { ...lookback, ...part } });
  const done = (
    <>
      <LongField label="Method" value={lookback.method} onChange={(method) => change({ method })} />
      <NumberField label="Population" value={lookback.population} onChange={(population) => change({ population })} />
      <NumberField label="Found" value={lookback.instances} onChange={(instances) => change({ instances })} />
      <DayField label="From" value={lookback.from} onChange={(from) => change({ from })} />
      <DayField label="To" value={lookback.to} onChange={(to) => change({ to })} />
    </>
  );
  return (
    <>
      <ChoiceField
        label="Looked back"
        data={[
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' },
        ]}
        value={lookback.performed === null ? null : lookback.performed ? 'yes' : 'no'}
        onChange={(said) => change({ performed: said === null ? null : said === 'yes' })}
      />
      {lookback.performed === false ? (
        <LongField label="Why not" value={lookback.whyNot} onChange={(whyNot) => change({ whyNot })} />
      ) : (
        done
      )}
    </>
  );
}

function Impact({ response, detail, onChange }: FieldsProps) {
  return (
    <>
      <ChoiceField
        label="Rating"
        data={[
          { value: 'none', label: 'None' },
          { value: 'low', label: 'Low' },
          { value: 'medium', label: 'Medium' },
          { value: 'high', label: 'High' },
        ]}
        value={response.impactRating}
        onChange={(impactRating) => onChange({ impactRating })}
      />
      <EvidenceField
        detail={detail}
        value={response.impactEvidence}
        onChange={(impactEvidence) => onChange({ impactEvidence })}
      />
    </>
  );
}

function Compensating({ response, detail, onChange }: FieldsProps) {
  const data = detail.compensatingChoices.map(({ id, title, standing }) => ({
    value: id,
    label: `${id} ${title}, ${standing}`,
  }));
  return (
    <>
      {response.compensatingNone ? null : (
        <SeveralField
          label="Control"
          data={data}
          value={response.compensatingControlIds}
          onChange={(ids) => onChange({ compensatingControlIds: [...ids] })}
        />
      )}
      <Checkbox
        size="xs"
        className={classes.check ?? ''}
        label="There was none"
        checked={response.compensatingNone}
        onChange={(event) => onChange({ compensatingNone: event.currentTarget.checked })}
      />
    </>
  );
}

function Correction({ response, detail, onChange }: FieldsProps) {
  return (
    <>
      <DayField label="On" value={response.correctionOn} onChange={(correctionOn) => onChange({ correctionOn })} />
      <EvidenceField
        detail={detail}
        value={response.correctionEvidence}
        onChange={(correctionEvidence) => onChange({ correctionEvidence })}
      />
    </>
  );
}

function Owner({ response, onChange }: FieldsProps) {
  return (
    <>
      <ShortField label="Owner" value={response.ownerName} onChange={(ownerName) => onChange({ ownerName })} />
      <ShortField label="Role" value={response.ownerRole} onChange={(ownerRole) => onChange({ ownerRole })} />
      <DayField label="Due" value={response.dueOn} onChange={(dueOn) => onChange({ dueOn })} />
    </>
  );
}

function Proof({ response, detail, onChange }: FieldsProps) {
  return (
    <>
      <DayField label="Completed" value={response.completedOn} onChange={(completedOn) => onChange({ completedOn })} />
      <EvidenceField
        detail={detail}
        value={response.proofEvidence}
        onChange={(proofEvidence) => onChange({ proofEvidence })}
      />
    </>
  );
}

function Monitoring({ response, detail, onChange }: FieldsProps) {
  return (
    <>
      <MonitoringField value={response.monitoringId} onChange={(monitoringId) => onChange({ monitoringId })} />
      {detail.row.exception.repeatOf === null ? null : (
        <LongField
          label="Why the last fix did not hold"
          value={response.repeatWhy}
          onChange={(repeatWhy) => onChange({ repeatWhy })}
        />
      )}
    </>
  );
}

const fields: Readonly<Record<PointId, ((props: FieldsProps) => ReactElement) | null>> = {
  R1: Position,
  R2: Cause,
  R3: Lookback,
  R4: Impact,
  R5: Compensating,
  R6: Correction,
  R7: null,
  R8: Owner,
  R9: Proof,
  R10: Monitoring,
};

/** The facts of a section beside its text: what a reader can check. */
export function SectionFields({ point, ...props }: FieldsProps & { readonly point: PointId }) {
  const Fields = fields[point];
  return Fields === null ? null : (
    <div className={classes.facts}>
      <Fields {...props} />
    </div>
  );
}
