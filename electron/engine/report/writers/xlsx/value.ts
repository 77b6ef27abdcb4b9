/** An instant as a true date in UTC; nothing for nothing. */
export const instant = (at: string | null | undefined): Date | null => (at ? new Date(at) : null);

/** Ids side by side. */
export const ids = (list: readonly string[]): string => list.join(' ');

/** Texts under one another. */
export const stacked = (list: readonly string[]): string => list.join('\n');
