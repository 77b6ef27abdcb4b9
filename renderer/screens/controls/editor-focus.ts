/** Whether the editor that opens next was opened by typing, which replaces what stands in the cell. */
let isTyped = false;

/** Notes how the next editor is opened: by a letter, or by F2, Enter and the like. */
export function noteOpening(byTyping: boolean): void {
  isTyped = byTyping;
}

/** True when the editor that is open was opened by typing. */
export const wasTyped = (): boolean => isTyped;

/** Gives a field the keyboard once: what was typed replaces its text, otherwise the caret goes to the end. */
export function takeFocus(field: HTMLInputElement | HTMLTextAreaElement | null): void {
  if (field === null || field === document.activeElement) return;
  field.focus({ preventScroll: true });
  if (isTyped) field.select();
  else field.setSelectionRange(field.value.length, field.value.length);
}
