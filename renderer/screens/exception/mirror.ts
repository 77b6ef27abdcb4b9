import type { Input } from '@shared/contract/contract.ts';

type Response = Input<'exception.type'>['response'];

/** An exception of one engagement: every engagement counts from EX-001. */
export interface Spot {
  readonly engagementId: string;
  readonly id: string;
}

const keyOf = ({ engagementId, id }: Spot): string => `response ${engagementId} ${id}`;

/** Keeps what is being typed beside the page until the engine has it: a page that ends loses nothing. */
export function mirror(spot: Spot, response: Response): void {
  try {
    sessionStorage.setItem(keyOf(spot), JSON.stringify(response));
  } catch {
    // A full or forbidden storage only takes the second net away; the engine still gets every word.
  }
}

export const unmirror = (spot: Spot): void => sessionStorage.removeItem(keyOf(spot));

/** What was typed and never reached the engine; null when nothing is left over. */
export function mirrored(spot: Spot): Response | null {
  const text = sessionStorage.getItem(keyOf(spot));
  if (text === null) return null;
  try {
    // Written by `mirror` alone, in this page's own storage; the engine checks it again.
    return JSON.parse(text) as Response;
  } catch {
    return null;
  }
}
