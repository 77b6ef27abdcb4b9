import type { PointReading } from '@shared/domain/response.ts';

type State = PointReading['state'];

/** The word that stands before a note. */
const pointWords: Readonly<Record<State, string>> = { met: 'Met', partial: 'Half', 'not-met': 'Missing' };

const shapes: Readonly<Record<State, React.ReactElement>> = {
  met: (
    <>
      <circle cx="6" cy="6" r="4.5" fill="var(--ink-fill)" />
      <path
        d="m3.9 6.1 1.5 1.5 2.8-3.2"
        stroke="var(--bg-page)"
        strokeWidth="1.3"
        fill="none"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  partial: (
    <>
      <circle cx="6" cy="6" r="3.5" fill="var(--bg-page)" stroke="var(--ink-fill)" strokeWidth="1.5" />
      <path d="M6 2.5a3.5 3.5 0 0 1 0 7Z" fill="var(--ink-fill)" />
    </>
  ),
  'not-met': <circle cx="6" cy="6" r="3.75" fill="none" stroke="var(--ink-fill)" strokeWidth="1.5" />,
};

/** How a point of the rubric stands, in ink: it helps the author and is no verdict. */
export function PointMark({ state }: { readonly state: State }) {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" role="img" aria-label={pointWords[state]}>
      <title>{pointWords[state]}</title>
      {shapes[state]}
    </svg>
  );
}
