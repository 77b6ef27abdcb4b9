import { ActionIcon } from '@mantine/core';
import type { Output } from '@shared/contract/contract.ts';
import { isOwnType } from '@shared/domain/resource.ts';
import { counted } from '@shared/domain/words.ts';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { coveringException, useExceptions } from '../../../exceptions/exceptions.store.ts';
import { RaiseButtons } from '../../../exceptions/raise-buttons.tsx';
import type { Judged } from '../../../judged.ts';
import { runTitle } from '../../../live/live-words.ts';
import { ListState } from '../../../ui/list-state.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { MonoId } from '../../../ui/mono-id.tsx';
import { Severity } from '../../../ui/severity.tsx';
import { useRoute } from '../../../use-route.ts';
import type { FindingGroup } from '../row-index.ts';
import { DeclaredLived } from './declared-lived.tsx';
import classes from './detail.module.css';
import { nowWords } from './lapse-words.ts';
import { PathValue } from './path-value.tsx';
import { RawItemView } from './raw-item.tsx';
import { Reperform } from './reperform.tsx';
import { ResourcePeriod } from './resource-period.tsx';

type Detail = Output<'finding.detail'>;

function Head({ detail, onStep }: { readonly detail: Detail; readonly onStep: (step: 1 | -1) => void }) {
  const { row, check, arn, snapshot } = detail;
  const { resource } = row;
  const now = nowWords(row);
  return (
    <header className={classes.head}>
      <div className={classes.verdict}>
        <Mark state={row.state} word />
        {now === null ? null : <span>{now}</span>}
        <span aria-hidden="true">·</span>
        <Severity level={row.severity} word />
        {snapshot === null ? null : (
          <>
            <span aria-hidden="true">·</span>
            <span>
              {runTitle({
                id: snapshot.collectionId,
                kind: snapshot.provenance === null ? 'import' : snapshot.provider,
              })}
            </span>
          </>
        )}
        <span className={classes.steppers}>
          <ActionIcon variant="subtle" size={24} aria-label="Previous finding" onClick={() => onStep(-1)}>
            <ChevronUp size={16} strokeWidth={1.75} />
          </ActionIcon>
          <ActionIcon variant="subtle" size={24} aria-label="Next finding" onClick={() => onStep(1)}>
            <ChevronDown size={16} strokeWidth={1.75} />
          </ActionIcon>
        </span>
      </div>
      <h2 className="type-pane">{check.title}</h2>
      {check.judgedBy ? (
        <p className={classes.resource}>
          Judged by AWS Config rule <code className="type-mono">{check.judgedBy}</code>
        </p>
      ) : null}
      <p className={classes.resource}>
        <bdi className="text-1">{resource.name}</bdi> <span className="type-mono">{resource.type}</span>
      </p>
      <MonoId value={arn ?? resource.id} max={60} copy />
    </header>
  );
}

function Advice({ detail }: { readonly detail: Detail }) {
  const { remediation, cannotShow, why } = detail.check;
  return (
    <section className={classes.block}>
      <h3 className="type-section">What would change it</h3>
      <p className={classes.advice}>{remediation}</p>
      <h3 className="type-section">What the check cannot show</h3>
      <p className={classes.advice}>{cannotShow}</p>
      <h3 className="type-section">Why it matters</h3>
      <p className={classes.advice}>{why}</p>
      <p className={classes.criteria}>
        {detail.check.criteria.map((id) => (
          <span key={id} className="id-tag">
            {id}
          </span>
        ))}
      </p>
    </section>
  );
}

/** A finding that did not hold is written up as an exception, alone or with others of one cause; repaired, it still leads there. */
function Exceptions({ detail }: { readonly detail: Detail }) {
  const { id, state } = detail.row;
  const isCovered = useExceptions(({ rows }) => coveringException(rows, id) !== null);
  if (!isCovered && (state === 'pass' || state === 'not-applicable')) return null;
  return (
    <div className={classes.acts}>
      <RaiseButtons origins={[{ kind: 'finding', id }]} controlIds={detail.controls.map((control) => control.id)} />
    </div>
  );
}

interface FindingPaneProps {
  /** Null while its page is being read, or while the head of a folded group is in focus. */
  readonly id: string | null;
  readonly foldedGroup: FindingGroup | null;
  readonly judged: Judged;
  readonly onStep: (step: 1 | -1) => void;
}

/** One finding in a fixed order: verdict, declared beside lived, path and value, raw lines, its period, what would change it. */
export function FindingPane({ id, foldedGroup, judged, onStep }: FindingPaneProps) {
  if (foldedGroup !== null)
    return (
      <div className={classes.block}>
        <ListState
          kind="empty"
          title={foldedGroup.title}
          text={`This group is folded, with ${counted(foldedGroup.count, 'finding')}. The right arrow opens it.`}
        />
      </div>
    );
  if (id === null)
    return (
      <div className={classes.block}>
        <ListState kind="loading" title="The finding is being read" />
      </div>
    );
  return <LoadedPane id={id} judged={judged} onStep={onStep} />;
}

function LoadedPane({ id, judged, onStep }: Omit<FindingPaneProps, 'foldedGroup'> & { readonly id: string }) {
  const answer = useRoute('finding.detail', { id }, ['findings']);
  if (answer.state === 'error')
    return (
      <div className={classes.block}>
        <ListState kind="error" title="The finding could not be read" text={answer.error.message} />
      </div>
    );
  // An answer to the finding before this one must never stand under this one's name.
  if (answer.state === 'loading' || answer.value.row.id !== id)
    return (
      <div className={classes.block}>
        <ListState kind="loading" title="The finding is being read" />
      </div>
    );
  const detail = answer.value;
  return (
    <div className={classes.pane} key={id}>
      <Head detail={detail} onStep={onStep} />
      <DeclaredLived detail={detail} />
      <Exceptions detail={detail} />
      <div className={classes.block}>
        <PathValue detail={detail} />
        <RawItemView raw={detail.raw} isContainer={isOwnType(detail.row.resource.type)} />
      </div>
      <Reperform steps={detail.reperform} />
      {judged.isOneDay ? null : <ResourcePeriod detail={detail} judged={judged} />}
      <Advice detail={detail} />
    </div>
  );
}
