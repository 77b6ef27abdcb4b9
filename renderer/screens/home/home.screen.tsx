import { useEffect } from 'react';
import { loadApp } from '../../app.store.ts';
import { useEngagement } from '../../engagement.store.ts';
import { Logo } from '../../frame/logo.tsx';
import classes from './home.module.css';
import { Promises } from './promises.tsx';
import { Recents } from './recents.tsx';
import { Starts } from './starts.tsx';

/** The first screen: four starts, the engagements opened lately, three promises. */
export function HomeScreen() {
  const isOpen = useEngagement((state) => state.summary !== null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list changes when an engagement was opened or closed.
  useEffect(() => void loadApp(), [isOpen]);
  return (
    <div className={classes.screen}>
      <div className={classes.page}>
        <header className={classes.head}>
          <Logo size={40} />
          <div>
            <h1 className="type-home">Fieldwork</h1>
            <p className={classes.claim}>
              Prepare a SOC 2 audit from what the cloud shows, not from what was promised.
            </p>
          </div>
        </header>
        <Starts />
        <Recents />
      </div>
      <Promises />
    </div>
  );
}
