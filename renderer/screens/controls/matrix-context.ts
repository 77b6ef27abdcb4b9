import { createContext } from 'react';

/** How the field inside a cell hands the keyboard back to the matrix. */
export interface MatrixHold {
  readonly focus: () => void;
  /** Moves to the next cell in reading order. */
  readonly step: (step: 1 | -1) => void;
}

export const MatrixContext = createContext<MatrixHold>({ focus: () => undefined, step: () => undefined });
