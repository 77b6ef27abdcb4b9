import { useEffect, useState } from 'react';
import { dropFiles } from '../api.ts';
import { attempt } from '../app.store.ts';
import { importFiles } from '../engagement.store.ts';
import classes from './drop-zone.module.css';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

async function take(files: File[]): Promise<void> {
  const picked = await dropFiles(files);
  await importFiles(picked.map(({ handle }) => handle));
}

/** Follows a drag of files over the window; `depth` counts the elements entered, since each one reports on its own. */
function useFileDrag(onDrop: (files: File[]) => void): boolean {
  const [depth, setDepth] = useState(0);
  useEffect(() => {
    const step = (by: number) => (event: DragEvent) => {
      if (carriesFiles(event)) setDepth((value) => Math.max(0, value + by));
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setDepth(0);
      if (carriesFiles(event)) onDrop([...(event.dataTransfer?.files ?? [])]);
    };
    const end = new AbortController();
    const { signal } = end;
    window.addEventListener('dragenter', step(1), { signal });
    window.addEventListener('dragleave', step(-1), { signal });
    window.addEventListener('dragover', (event) => event.preventDefault(), { signal });
    window.addEventListener('drop', drop, { signal });
    return () => end.abort();
  }, [onDrop]);
  return depth > 0;
}

const onDrop = (files: File[]): void => void attempt('The dropped files were not imported.', () => take(files));

const title = 'Drop to import';

/** Files may be dropped anywhere on the window; the overlay says what will happen. */
export function DropZone() {
  const isOver = useFileDrag(onDrop);
  if (!isOver) return null;
  return (
    <div className={classes.zone} role="status">
      <p className="type-pane">{title}</p>
      <p>The files are read and hashed. Nothing leaves this computer.</p>
    </div>
  );
}
