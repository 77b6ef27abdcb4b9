import { useCallback, useState } from 'react';

const storageKey = (key: string): string => `fieldwork.${key}`;

function recall<T>(key: string, initial: T, isValid: (value: unknown) => value is T): T {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storageKey(key)) ?? 'null');
    return isValid(value) ? value : initial;
  } catch {
    return initial;
  }
}

/** A preference of this window, such as the width of a pane: kept on this computer, never in the engagement. */
export function useRemembered<T>(key: string, initial: T, isValid: (value: unknown) => value is T) {
  const [value, setValue] = useState(() => recall(key, initial, isValid));
  const keep = useCallback(
    (next: T) => {
      setValue(next);
      localStorage.setItem(storageKey(key), JSON.stringify(next));
    },
    [key],
  );
  return [value, keep] as const;
}
