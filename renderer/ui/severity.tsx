import { type Severity as Level, severities } from '@shared/domain/check.ts';

/** The word of a severity as screens print it. */
export const severityWords: Readonly<Record<Level, string>> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
};

interface SeverityProps {
  readonly level: Level;
  readonly word?: boolean | undefined;
}

/** Severity as four rising bars in ink: never a colour, colour belongs to verdicts. */
export function Severity({ level, word = false }: SeverityProps) {
  const reached = severities.indexOf(level);
  const label = `Severity ${severityWords[level].toLowerCase()}`;
  const bars = severities.map((name, place) => (
    <rect
      key={name}
      x={place * 5}
      y={6 - place * 2}
      width="3"
      height={4 + place * 2}
      fill={place <= reached ? 'var(--ink-fill)' : 'var(--line-strong)'}
    />
  ));
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 6, whiteSpace: 'nowrap' }}>
      <svg width="18" height="10" viewBox="0 0 18 10" role="img" aria-label={label}>
        <title>{label}</title>
        {bars}
      </svg>
      {word ? <span aria-hidden="true">{severityWords[level]}</span> : null}
    </span>
  );
}
