/** Where a paused run waits. */
export interface Gate {
  readonly isShut: boolean;
  shut(): void;
  open(): void;
  /** Resolves when the gate is open, or the signal aborts. */
  passed(signal: AbortSignal): Promise<void>;
}

/** Makes a gate, open. */
export function createGate(): Gate {
  let waiting: (() => void)[] = [];
  let isShut = false;
  return {
    get isShut() {
      return isShut;
    },
    shut() {
      isShut = true;
    },
    open() {
      isShut = false;
      for (const go of waiting.splice(0)) go();
    },
    async passed(signal) {
      while (isShut && !signal.aborted)
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
          const leave = (): void => {
            waiting = waiting.filter((it) => it !== resolve);
            resolve();
          };
          signal.addEventListener('abort', leave, { once: true });
        });
    },
  };
}
