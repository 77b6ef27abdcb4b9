import type { Output } from '@shared/contract/contract.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { readReadings } from './readings.ts';

const perKind = 8;

/** Controls, criteria, checks and resources whose id or name holds the text. */
export function searchObjects(workspace: Workspace, deps: Deps, text: string): Output<'palette.search'> {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const { controls, criteria, checks } = readReadings(workspace, deps);
  const holds = (...parts: readonly string[]) => parts.some((part) => part.toLowerCase().includes(wanted));
  return [
    ...controls
      .filter(({ control }) => holds(control.id, control.title))
      .slice(0, perKind)
      .map(({ control, reading }) => ({
        kind: 'control' as const,
        id: control.id,
        title: control.title,
        detail: reading,
      })),
    ...criteria
      .filter(({ criterion }) => holds(criterion.id, criterion.title))
      .slice(0, perKind)
      .map(({ criterion, reading }) => ({
        kind: 'criterion' as const,
        id: criterion.id,
        title: criterion.title,
        detail: reading,
      })),
    ...checks
      .filter(({ checkId, title }) => holds(checkId, title))
      .slice(0, perKind)
      .map(({ checkId, title, sentence }) => ({ kind: 'check' as const, id: checkId, title, detail: sentence })),
    ...workspace.resources.search(wanted, perKind).map(({ id, name, type, account, region }) => ({
      kind: 'resource' as const,
      id,
      title: name,
      detail: [type, account, region].filter((part) => part !== '').join(' '),
    })),
  ];
}
