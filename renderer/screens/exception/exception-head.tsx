import { Popover } from '@mantine/core';
import { counted, dayWords } from '@shared/domain/words.ts';
import { go } from '../../navigation.store.ts';
import { kindWords, road, statusWords } from '../../ui/exception-words.ts';
import { Severity, severityWords } from '../../ui/severity.tsx';
import type { Detail } from './exception.store.ts';
import classes from './exception-head.module.css';

function Road({ status }: { readonly status: Detail['row']['exception']['status'] }) {
  const at = road.indexOf(status);
  if (at < 0) return <b className={classes.aside}>{statusWords[status]}</b>;
  return (
    <ol className={classes.road} aria-label={`State: ${statusWords[status]}`}>
      {road.map((step, place) => (
        <li key={step} data-at={place === at ? 'here' : place < at ? 'done' : 'ahead'}>
          {statusWords[step]}
        </li>
      ))}
    </ol>
  );
}

function SeverityParts({ severity }: Pick<Detail['row'], 'severity'>) {
  return (
    <Popover width={360} position="bottom-start" withArrow={false} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes.severity}
          aria-label={`Severity ${severityWords[severity.level]}, show its parts`}
        >
          <Severity level={severity.level} word />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <table className={classes.parts}>
          <caption className="type-section">
            {severity.level === severity.proposed
              ? `${severityWords[severity.level]}, from these parts`
              : `${severityWords[severity.level]} by a person; the parts give ${severityWords[severity.proposed].toLowerCase()}`}
          </caption>
          <tbody>
            {severity.parts.map(({ input, words, moves }) => (
              <tr key={input}>
                <th scope="row">{input}</th>
                <td>{words}</td>
                <td className="nums">{moves === 0 ? '' : moves > 0 ? `+${moves}` : `−${-moves}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Popover.Dropdown>
    </Popover>
  );
}

/** What the exception is, in two lines; the indicator is for planning and no opinion. */
export function ExceptionHead({ detail, onEdit }: { readonly detail: Detail; readonly onEdit: () => void }) {
  const { exception, severity, indicator, daysInPeriod, dueOn, isOverdue } = detail.row;
  const since = exception.windowStart === null ? null : `Since ${dayWords(exception.windowStart)}`;
  const days = daysInPeriod === null ? null : `${counted(Math.max(1, Math.round(daysInPeriod)), 'day')} in the period`;
  return (
    <header className={classes.head}>
      <div className={classes.title}>
        <code className="type-mono text-3">{exception.id}</code>
        <h1 className="type-page" title={exception.title}>
          {exception.title}
        </h1>
        <Road status={exception.status} />
      </div>
      <div className={classes.second}>
        <SeverityParts severity={severity} />
        <span>{kindWords[exception.kind]}</span>
        <span>
          Control{' '}
          <button type="button" className="link type-mono" onClick={() => go('controls', { id: exception.controlId })}>
            {exception.controlId}
          </button>
        </span>
        <span className={classes.criteria}>
          {exception.criteria.map((id) => (
            <button key={id} type="button" className="id-tag" onClick={() => go('criteria', { id })}>
              {id}
            </button>
          ))}
        </span>
        {since === null && days === null ? null : <span>{[since, days].filter((it) => it !== null).join(', ')}</span>}
        {dueOn === null ? null : (
          <span data-overdue={isOverdue || undefined}>
            Due {dayWords(dueOn)}
            {isOverdue ? ', overdue' : ''}
          </span>
        )}
        {exception.repeatOf === null ? null : <span>Repeat of {exception.repeatOf}</span>}
        <button type="button" className="link" onClick={onEdit}>
          Edit the facts
        </button>
        <span className={classes.indicator}>{indicator}</span>
      </div>
    </header>
  );
}
