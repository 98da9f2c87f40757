import { Button } from '@mantine/core';
import { type Measure, sumOf } from '../../../../core/measure.ts';
import { useText } from '../../text/text.tsx';
import { at, type Goods, listAt, textAt } from '../read-goods.ts';
import { ChoiceField, LineField } from './fields.tsx';
import classes from './form.module.css';
import { useForm } from './form-context.tsx';
import { More } from './more.tsx';
import { useWeightUnits } from './use-units.ts';

/** Sums over all items: said, and then right, or left out. */
export function TotalsFields() {
  const { application: words } = useText();
  const { read, set } = useForm();
  const units = useWeightUnits();
  return (
    <More lead={words.totals} paths={['totals']}>
      <p className={classes.note}>{words.totalsLead}</p>
      <div className={classes.measures}>
        <LineField path="totals.packages" kind="whole" />
        {['gross', 'net'].map((name) => (
          <div className={classes.measure} key={name}>
            <LineField path={`totals.${name}.value`} kind="decimal" />
            <ChoiceField path={`totals.${name}.unit`} choices={units} />
          </div>
        ))}
      </div>
      <Button
        variant="default"
        size="xs"
        style={{ justifySelf: 'start' }}
        onClick={() => set('totals', totalsOf(read()))}
      >
        {words.takeSums}
      </Button>
    </More>
  );
}

function totalsOf(form: Goods): Goods {
  const items = listAt(form, 'items');
  const counts = items.flatMap((item) => listAt(item, 'packages').map((one) => Number(textAt(one, 'count'))));
  const packages = counts.reduce((sum, count) => sum + (Number.isSafeInteger(count) ? count : 0), 0);
  return { packages, gross: weightOf(items, 'grossWeight'), net: weightOf(items, 'netWeight') };
}

/** Nothing where an item lacks it, or says no number: there is no sum to be said then. */
function weightOf(items: readonly unknown[], name: string): Measure | undefined {
  const parts = items.map((item) => at(item, name)).filter(isMeasure);
  return parts.length === items.length ? sumOf(parts) : undefined;
}

const isMeasure = (of: unknown): of is Measure =>
  /^\d{1,10}(\.\d{1,6})?$/.test(textAt(of, 'value') ?? '') && textAt(of, 'unit') !== undefined;
