import type { HiddenFields } from '../../../core/disclosure.ts';
import { useText } from '../text/text.tsx';
import classes from './certificate-sheet.module.css';
import { labelOf } from './field-place.ts';
import { HiddenBar } from './hidden-bar.tsx';
import { type Goods, listAt, present, textAt } from './read-goods.ts';
import {
  containerLine,
  originNames,
  packageWords,
  quantityLines,
  totalLines,
  useSheetWords,
} from './sheet-words.ts';

/** Boxes 6 and 7: one row an item, closed by a line so that nothing can be added below. */
export function GoodsTable({ goods, hidden }: { readonly goods: Goods; readonly hidden: HiddenFields }) {
  const text = useText();
  const { sheet, application } = text;
  const items = listAt(goods, 'items');
  const words = useSheetWords(items);
  const containers = containerLine(goods, words);
  const totals = totalLines(goods, words);
  return (
    <table className={classes.items}>
      <thead>
        <tr>
          <th scope="col">
            <span className={classes.boxNumber}>6</span> {sheet.goods}
          </th>
          <th scope="col">
            <span className={classes.boxNumber}>7</span> {sheet.box7}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.length === 0 && (
          <tr>
            <td colSpan={2} className={classes.quiet}>
              {sheet.notGiven}
            </td>
          </tr>
        )}
        {items.map((item, index) => {
          const code = textAt(item, 'hsCode');
          const product = textAt(item, 'productId');
          const origin = textAt(item, 'origin');
          const isHidden = (name: string) => hidden.named.has(`items.${index}.${name}`);
          const further = hidden.further.get(`items.${index}`);
          // What has no place in the table is hidden by name.
          const unseen = ['originCriterion', 'invoice'].filter(isHidden);
          const small = present([
            textAt(item, 'marks'),
            packageWords(item, words),
            code === undefined ? undefined : sheet.hsCode(code),
            product === undefined ? undefined : sheet.product(product),
            ...(origin === undefined ? [] : originNames([origin], words)),
          ]);
          const seq = textAt(item, 'seq') ?? String(index + 1);
          return (
            <tr key={seq}>
              <td>
                <div className={classes.item}>
                  <span className={classes.itemNumber}>{seq}</span>
                  <div>
                    <p className={classes.description}>
                      {isHidden('description') ? (
                        <HiddenBar />
                      ) : (
                        <bdi>{textAt(item, 'description') ?? sheet.notGiven}</bdi>
                      )}
                    </p>
                    <p className={classes.quiet}>
                      {isHidden('marks') && (
                        <>
                          {application.fields['items.marks']} <HiddenBar />{' '}
                        </>
                      )}
                      {words.format.inLine(small, ' · ')}
                    </p>
                    {unseen.length > 0 && (
                      <p className={classes.quiet}>
                        {sheet.alsoHidden(unseen.map((name) => labelOf(`items.${name}`, text)).join('; '))}
                      </p>
                    )}
                    {further !== undefined && <p className={classes.quiet}>{sheet.furtherHidden(further)}</p>}
                  </div>
                </div>
              </td>
              <td className={classes.quantity}>
                {quantityLines(item, words).map((line) => (
                  <span key={line}>
                    <bdi>{line}</bdi>
                  </span>
                ))}
              </td>
            </tr>
          );
        })}
        {(containers !== undefined || totals.length > 0) && (
          <tr>
            <td className={classes.quiet}>{containers}</td>
            <td className={classes.quantity}>
              {totals.length > 0 && <span className={classes.quiet}>{sheet.total}</span>}
              {totals.map((line) => (
                <span key={line}>
                  <bdi>{line}</bdi>
                </span>
              ))}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
