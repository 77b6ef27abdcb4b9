import { useElementSize } from '@mantine/hooks';
import { counted, dayWords } from '@shared/domain/words.ts';
import { FileText } from 'lucide-react';
import { attempt } from '../../app.store.ts';
import { useJudged } from '../../judged.ts';
import { go } from '../../navigation.store.ts';
import { Mark } from '../../ui/mark.tsx';
import { MonoId } from '../../ui/mono-id.tsx';
import { MonthScale, ScaleEnds } from '../../ui/month-scale.tsx';
import { RowStrip } from '../../ui/row-strip.tsx';
import { instantWords } from '../../ui/words.ts';
import classes from './evidence-side.module.css';
import { type Detail, step } from './exception.store.ts';
import { itemName, shortStory } from './story-lines.ts';

type Item = Detail['row']['exception']['affectedItems'][number];

/** Narrowest strip in px over which the names of all months stand apart. */
const leastMonths = 260;

function Strip({ detail }: { readonly detail: Detail }) {
  const judged = useJudged();
  const { ref, width } = useElementSize();
  if (judged === null || judged.isOneDay || detail.segments.length === 0) return null;
  return (
    <div ref={ref} className={classes.strip}>
      {width < leastMonths ? <ScaleEnds period={judged.period} /> : <MonthScale period={judged.period} />}
      <RowStrip
        segments={detail.segments}
        span={judged.span}
        asOf={judged.asOf}
        width={Math.max(160, width)}
        height={18}
        label="The period of the affected resources together"
      />
    </div>
  );
}

const timesOf = ({ from, to, capturedAt }: Item): string =>
  [
    from === null ? 'start not known' : `since ${dayWords(from)}`,
    to === null ? 'open' : `until ${dayWords(to)}`,
    ...(capturedAt === null ? [] : [`read ${dayWords(capturedAt)}`]),
  ].join(', ');

function AffectedItem({ item, detail }: { readonly item: Item; readonly detail: Detail }) {
  const finding = detail.findings.find(({ id }) => id === item.findingId);
  const resource = finding?.resource;
  return (
    <div className={classes.item}>
      <Mark state={item.to === null ? (finding?.state ?? 'fail') : 'lapsed'} />
      <div className={classes.itemWords}>
        {item.findingId === null ? (
          <span title={item.words}>{item.words}</span>
        ) : (
          <span className={classes.itemName}>
            <button
              type="button"
              className="link ellipsis"
              title={item.words}
              onClick={() => go('findings', { id: item.findingId ?? '', tab: 'all' })}
            >
              {itemName(item)}
            </button>
            {resource === undefined || resource.id === itemName(item) ? null : <MonoId value={resource.id} max={15} />}
          </span>
        )}
        <small>{[resource?.region ?? '', timesOf(item)].filter((it) => it !== '').join(', ')}</small>
      </div>
      {item.itemSha256 === null ? null : <MonoId value={item.itemSha256} max={7} />}
    </div>
  );
}

function Attached({ detail }: { readonly detail: Detail }) {
  return detail.row.exception.evidence.map((item) => (
    <div key={item.id} className={classes.item}>
      <FileText size={12} strokeWidth={1.75} aria-hidden="true" />
      <div className={classes.itemWords}>
        <span className="ellipsis" title={item.title}>
          {item.title}
        </span>
        <small>
          {item.id}, {item.source}, {dayWords(item.collectedAt)}
        </small>
      </div>
      {item.sha256 === null ? null : <MonoId value={item.sha256} max={7} />}
    </div>
  ));
}

interface OffersProps {
  readonly detail: Detail;
  readonly onVerify: () => void;
}

/** What newer readings say. Nothing of it happens by itself. */
function Offers({ detail, onVerify }: OffersProps) {
  const { id, status } = detail.row.exception;
  const add = (findings: readonly string[]) =>
    void attempt('The findings were not added.', () => step('exception.add', { id, findings: [...findings] }));
  const canVerify = detail.moves.some(({ to }) => to === 'verified');
  return detail.offers.map((offer) => (
    <div key={offer.kind} className={classes.offer} data-kind={offer.kind}>
      {offer.words}{' '}
      {offer.kind === 'more-match' ? (
        <button type="button" className="link" onClick={() => add(offer.findings)}>
          {offer.findings.length === 1 ? 'Add it' : 'Add them'}
        </button>
      ) : null}
      {offer.kind !== 'passing' || status === 'verified' ? null : canVerify ? (
        <button type="button" className="link" onClick={onVerify}>
          Verify with it
        </button>
      ) : (
        <span className="text-3">Verification follows once it is marked remediated.</span>
      )}
    </div>
  ));
}

function Story({ detail }: { readonly detail: Detail }) {
  const story = shortStory(detail.story, detail.row.exception.affectedItems);
  if (story.length === 0) return null;
  return (
    <section>
      <h2 className="type-section">Story</h2>
      <ol className={classes.story}>
        {story.map(({ at, kind, words }) => (
          <li key={`${at} ${words}`} data-kind={kind}>
            <b title={instantWords(at)}>{dayWords(at)}</b> {words}
          </li>
        ))}
      </ol>
    </section>
  );
}

function WouldHelp({ wouldHelp }: Pick<Detail, 'wouldHelp'>) {
  if (wouldHelp.length === 0) return null;
  return (
    <section>
      <h2 className="type-section">Would help</h2>
      <ul className={classes.help}>
        {wouldHelp.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </section>
  );
}

/** What is known: the affected resources with their hashes, evidence, what newer readings offer, and the story. */
export function EvidenceSide({ detail, onVerify }: OffersProps) {
  const { affectedItems, evidence, description } = detail.row.exception;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard.
    <aside className={classes.evidence} aria-label="What is known" tabIndex={0}>
      <div className={classes.sideHead}>
        <h2 className="type-section">Evidence</h2>
        <span className="type-second text-3">
          {counted(affectedItems.length, 'instance')}, {counted(evidence.length, 'file')}
        </span>
      </div>
      <Strip detail={detail} />
      {description === '' ? null : <p className={classes.description}>{description}</p>}
      {affectedItems.map((item) => (
        <AffectedItem key={`${item.words} ${item.from} ${item.itemSha256}`} item={item} detail={detail} />
      ))}
      <Attached detail={detail} />
      {affectedItems.length + evidence.length > 0 ? null : (
        <p className="type-second text-3">Raised by hand: no reading of the cloud shows it. Attach what does.</p>
      )}
      <Offers detail={detail} onVerify={onVerify} />
      <Story detail={detail} />
      <WouldHelp wouldHelp={detail.wouldHelp} />
    </aside>
  );
}
