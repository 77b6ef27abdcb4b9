import { Checkbox } from '@mantine/core';
import { type TrustCategory, trustCategories } from '@shared/domain/engagement.ts';
import classes from './category-boxes.module.css';
import { categoryWords } from './category-words.ts';

interface CategoryBoxesProps {
  readonly chosen: readonly TrustCategory[];
  readonly onChange: (chosen: readonly TrustCategory[]) => void;
}

/** Which trust services categories a report covers. Security is in every one. */
export function CategoryBoxes({ chosen, onChange }: CategoryBoxesProps) {
  return (
    <div className={classes.boxes}>
      {trustCategories.map((category) => (
        <Checkbox
          key={category}
          label={categoryWords[category]}
          checked={category === 'security' || chosen.includes(category)}
          disabled={category === 'security'}
          onChange={(event) =>
            onChange(
              trustCategories.filter((it) => (it === category ? event.currentTarget.checked : chosen.includes(it))),
            )
          }
        />
      ))}
    </div>
  );
}
