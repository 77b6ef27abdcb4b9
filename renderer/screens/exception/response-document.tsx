import classes from './exception.module.css';
import type { Detail, Response } from './exception.store.ts';
import { enterSection, flush, type, useException } from './exception.store.ts';
import { FlaggedText } from './flagged-text.tsx';
import { RubricNote } from './rubric-note.tsx';
import { SectionFields } from './section-fields.tsx';
import { flagField, type Section, sections, textOf, typed } from './sections.ts';

/** States in which the words stand as they were approved or decided. */
const locked = ['verified', 'accepted-risk', 'withdrawn'];

interface RowProps {
  readonly section: Section;
  readonly detail: Detail;
  readonly response: Response;
  readonly rubric: Detail['rubric'];
}

function Row({ section, detail, response, rubric }: RowProps) {
  const isHere = useException((state) => state.section === section.point);
  const point = rubric.points.find(({ id }) => id === section.point);
  const isLocked = locked.includes(detail.row.exception.status);
  return (
    <div className={classes.row} data-here={isHere || undefined}>
      <fieldset className={classes.section} aria-label={section.title} onFocus={() => enterSection(section.point)}>
        <h3>{section.title}</h3>
        <div>
          {section.text === null ? null : (
            <FlaggedText
              label={section.title}
              value={textOf(response, section)}
              asks={section.asks}
              flags={rubric.flags.filter(({ field }) => field === flagField(section))}
              isLocked={isLocked}
              onChange={(text) => type(typed(response, section, text))}
              onBlur={() => void flush()}
            />
          )}
          <fieldset disabled={isLocked} className={classes.fieldset} aria-label={`Facts: ${section.title}`}>
            <SectionFields point={section.point} response={response} detail={detail} onChange={type} />
          </fieldset>
        </div>
      </fieldset>
      {point === undefined ? null : <RubricNote point={point} />}
    </div>
  );
}

/** Management's response as one document, with one note of the rubric beside each section. */
export function ResponseDocument({ detail, response, rubric }: Omit<RowProps, 'section'>) {
  return (
    <>
      {sections.map((section) => (
        <Row key={section.point} section={section} detail={detail} response={response} rubric={rubric} />
      ))}
    </>
  );
}
