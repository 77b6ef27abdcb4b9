import { Button, Modal } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { asAppError, isMac } from './api.ts';
import classes from './form-dialog.module.css';
import { KeyCap } from './ui/key-cap.tsx';
import { comboWords } from './ui/keys.ts';
import { Mark } from './ui/mark.tsx';

interface FormDialogProps {
  readonly title: string;
  /** The words of the button that sends. */
  readonly submit: string;
  /** Width in px. */
  readonly size: number;
  /** Sends the form; a refusal is thrown and its words stand in the dialog. False keeps the dialog open: something is missing. */
  readonly onSubmit: () => Promise<boolean>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A question above the screen: Enter or a key sends it, Escape leaves it, a refusal is shown in it. */
export function FormDialog({ title, submit, size, onSubmit, onClose, children }: FormDialogProps) {
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const send = async () => {
    setBusy(true);
    setRefusal(null);
    try {
      if (await onSubmit()) onClose();
      // The first field with an error takes the keyboard once the errors are drawn.
      else requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
    } catch (error) {
      const { message, remedy } = asAppError(error);
      setRefusal(remedy === undefined ? message : `${message} ${remedy}`);
    } finally {
      setBusy(false);
    }
  };
  const submitForm = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) void send();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.current?.requestSubmit();
  };
  return (
    <Modal opened onClose={onClose} title={title} size={size}>
      <form ref={form} className={classes.form} noValidate onSubmit={submitForm} onKeyDown={onKeyDown}>
        {children}
        {refusal === null ? null : (
          <p className={classes.refusal} role="alert">
            <Mark state="fail" /> {refusal}
          </p>
        )}
        <div className={classes.buttons}>
          <Button variant="subtle" onClick={onClose}>
            Cancel
          </Button>
          <Button
            variant="filled"
            type="submit"
            loading={isBusy}
            rightSection={<KeyCap keys={comboWords('mod+Enter', isMac())} onAccent />}
          >
            {submit}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
