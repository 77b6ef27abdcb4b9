import type { BinderModel } from '../binder-model.ts';
import { listedUpTo } from '../words.ts';

/** How the controls of the matrix came out, one line a result. */
interface ResultLine {
  readonly mark: '●' | '■' | '◇' | '–';
  readonly label: string;
  readonly controls: number;
  readonly which: string;
  /** True when `which` is ids. */
  readonly areIds: boolean;
}

const mostIds = 24;

/** Every control once: with an exception, or by how its findings read. A finding is not yet an exception. */
export function otherResults({
  controls,
  exceptionsOf,
}: Pick<BinderModel, 'controls' | 'exceptionsOf'>): readonly ResultLine[] {
  const others = controls.filter(({ control }) => !exceptionsOf.control.has(control.id));
  const raised = controls.length - others.length;
  const declared = others.filter(({ control }) => control.status === 'not-applicable');
  const live = others.filter(({ control }) => control.status !== 'not-applicable');
  const reading = (word: (typeof live)[number]['reading']) =>
    live.filter((it) => it.reading === word).map(({ control }) => control.id);
  const ids = (mark: ResultLine['mark'], label: string, found: readonly string[]): ResultLine => ({
    mark,
    label,
    controls: found.length,
    which: listedUpTo(found, mostIds),
    areIds: true,
  });
  const supported = reading('supported');
  const silent = reading('silent');
  const all: readonly ResultLine[] = [
    {
      mark: '●',
      label: 'No exception, supported by findings',
      controls: supported.length,
      which: 'Listed with their tests in the binder, sheet RCM.',
      areIds: false,
    },
    { mark: '■', label: 'Exception noted', controls: raised, which: raised === 0 ? 'None.' : 'Above.', areIds: false },
    ids('■', 'Contradicted, no exception raised', reading('contradicted')),
    ids('◇', 'Could not be judged', reading('unknown')),
    {
      mark: '◇',
      label: 'Not tested here',
      controls: silent.length,
      which: 'No rule speaks to them; they need records of people.',
      areIds: false,
    },
    ids(
      '–',
      'Declared not applicable',
      declared.map(({ control }) => control.id),
    ),
  ];
  return all.filter((line) => line.controls > 0);
}
