import { Link } from 'react-router';
import { useText } from '../text/text.tsx';
import classes from './layouts.module.css';
import mark from './mark.svg';

export function Brand() {
  const text = useText();
  return (
    <Link to="/" className={classes.brand}>
      <img src={mark} alt="" width={28} height={28} />
      <span className={classes.brandName}>{text.product}</span>
    </Link>
  );
}
