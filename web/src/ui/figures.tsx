import classes from './figures.module.css';

interface FiguresProps {
  /** Name and figure; without a figure it is left out. */
  readonly figures: readonly (readonly [name: string, figure: string | null])[];
}

/** A few figures beside each other, each large above its name. */
export function Figures({ figures }: FiguresProps) {
  return (
    <dl className={classes.figures}>
      {figures.map(
        ([name, figure]) =>
          figure !== null && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{figure}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
