import { Button } from '@mantine/core';
import type { Output } from '@shared/contract/contract.ts';
import { counted } from '@shared/domain/words.ts';
import { type ReactNode, useEffect, useRef } from 'react';
import { isMac } from '../../api.ts';
import { useStatus } from '../../app.store.ts';
import { useEngagement } from '../../engagement.store.ts';
import { go, useNavigation, useParams } from '../../navigation.store.ts';
import { KeyCap } from '../../ui/key-cap.tsx';
import { comboWords, useShortcut } from '../../ui/keys.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { scopeWords } from '../../ui/scope-words.ts';
import { useRoute } from '../../use-route.ts';
import classes from './engagement.module.css';
import { changeFacts, discardFacts, openFacts, saveFacts, useFacts } from './facts.store.ts';
import { draftOf, errorCount, type FactsErrors, factsErrors } from './facts-draft.ts';
import { ownerRoles } from './owner-roles.ts';
import { PeopleFields } from './people-fields.tsx';
import { PreviousFields } from './previous-fields.tsx';
import { ReadinessPane } from './readiness-pane.tsx';
import { AuditorFields, ClientFields, ReportFields } from './report-fields.tsx';
import { RollOverDialog } from './roll-over-dialog.tsx';

type Engagement = Output<'engagement.summary'>['engagement'];

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h2 className="type-section">{title}</h2>
      {children}
    </section>
  );
}

function Actions({ isDirty, onSave }: { readonly isDirty: boolean; readonly onSave: () => void }) {
  const isSaving = useFacts((state) => state.isSaving);
  if (!isDirty)
    return <Button onClick={() => go('engagement', { dialog: 'roll-over' })}>Roll over to next year…</Button>;
  return (
    <>
      <Button variant="subtle" onClick={discardFacts}>
        Discard
      </Button>
      <Button
        variant="filled"
        loading={isSaving}
        rightSection={<KeyCap keys={comboWords('mod+s', isMac())} onAccent />}
        onClick={onSave}
      >
        Save
      </Button>
    </>
  );
}

const closeDialog = (): void => useNavigation.getState().note('engagement', {});

/** The first field with an error takes the keyboard, where its words can be read. */
function showError(form: HTMLElement | null): void {
  const field = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  field?.scrollIntoView({ block: 'center' });
  field?.focus();
}

const noErrors: FactsErrors = { previous: {} };

function Full({ engagement }: { readonly engagement: Engagement }) {
  const { draft: typed, wasSent } = useFacts();
  const { dialog } = useParams('engagement');
  const controls = useRoute('control.list', {}, ['controls']);
  const form = useRef<HTMLDivElement>(null);
  const save = () =>
    void saveFacts().then((isSaved) => {
      if (!isSaved) requestAnimationFrame(() => showError(form.current));
    });
  useShortcut('mod+s', 'Save the facts', save);
  const draft = typed ?? draftOf(engagement);
  const errors = wasSent ? factsErrors(draft) : noErrors;
  const fields = { draft, errors, change: changeFacts };
  const wrong = errorCount(errors);
  useStatus([
    typed === null ? 'Every fact is saved' : 'Facts changed, not saved',
    ...(wrong === 0 ? [] : [`${counted(wrong, 'field')} to correct`]),
  ]);
  const roles = controls.state === 'ready' ? ownerRoles(controls.value.map(({ control }) => control)) : [];
  return (
    <div className={classes.screen}>
      <div className={classes.main}>
        <div className={classes.head}>
          <PageHead
            title="Engagement"
            second={scopeWords(engagement.scope)}
            actions={<Actions isDirty={typed !== null} onSave={save} />}
          />
        </div>
        <div ref={form} className={classes.form}>
          <Section title="Client">
            <ClientFields {...fields} />
          </Section>
          <Section title="Report">
            <ReportFields {...fields} />
          </Section>
          <Section title="Auditor">
            <AuditorFields {...fields} />
          </Section>
          <Section title="Previous report">
            <PreviousFields {...fields} />
          </Section>
          <Section title="People">
            <PeopleFields {...fields} roles={roles} />
          </Section>
        </div>
      </div>
      <ReadinessPane isDirty={typed !== null} />
      {dialog === 'roll-over' ? <RollOverDialog engagement={engagement} onClose={closeDialog} /> : null}
    </div>
  );
}

/** The facts of the engagement, and what follows from its dates. */
export function EngagementScreen() {
  const engagement = useEngagement((state) => state.summary?.engagement);
  const id = engagement?.id;
  useEffect(() => {
    if (id !== undefined) openFacts(id);
  }, [id]);
  return engagement === undefined ? null : <Full engagement={engagement} />;
}
