/** Gives the keyboard to the cell in focus of the matrix. */
export function focusGrid(): void {
  document.querySelector<HTMLElement>('[role="grid"] [role="gridcell"][tabindex="0"]')?.focus({ preventScroll: true });
}
