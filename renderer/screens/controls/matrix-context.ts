import { createContext } from 'react';

/** Where long texts are edited: a place in the cell bar, above the grid. Null until it is drawn. */
export const LongEditorPlace = createContext<HTMLElement | null>(null);
