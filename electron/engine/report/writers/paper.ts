/** The two papers a binder is laid out for. */
export type Paper = 'A4' | 'LETTER';
