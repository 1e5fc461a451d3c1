import { catalogue } from '../../validate/catalogue';
import { catalogueLine, pageOf } from '../../validate/page';
import type { Rule } from '../../validate/rule';
import type { Given } from '../options';
import type { Ports } from '../ports';
import { nearestName } from '../../diagnostics/nearest-name';
import { UserError } from '../user-error';

/** `konektor rules [code]`: the catalogue, or the page of one rule. */
export function rules({ options: { profile, format }, positionals: [code] }: Given<'rules'>, { console }: Ports): number {
  const listed = profile === undefined ? catalogue : catalogue.filter(rule => rule.severity[profile] !== 'off');
  const chosen = code === undefined ? listed : [ruleCalled(code)];
  if (format === 'json') console.out(`${JSON.stringify(chosen.map(asData), undefined, 2)}\n`);
  else if (code !== undefined || format === 'markdown') console.out(chosen.map(pageOf).join('\n'));
  else {
    const width = Math.max(...chosen.map(rule => rule.code.length));
    console.out(`${chosen.map(rule => catalogueLine(rule, profile ?? 'certification', width)).join('\n')}\n`);
    console.error(`${chosen.length} rules, with their severity in the ${profile ?? 'certification'} profile. One of them: konektor rules <code>\n`);
  }
  return 0;
}

function ruleCalled(code: string): Rule {
  const wanted = code.toLowerCase();
  const found = catalogue.find(rule => rule.code === wanted) ?? catalogue.find(rule => rule.microsoft?.some(theirs => theirs.toLowerCase() === wanted) || rule.policy?.includes(code));
  if (found) return found;
  const meant = nearestName(wanted, catalogue.map(rule => rule.code));
  throw new UserError(`There is no rule "${code}".${meant === undefined ? '' : ` Did you mean "${meant}"?`} All rules: konektor rules`);
}

const asData = ({ code, title, severity, microsoft = [], policy = [], source, evidence, why, fix }: Rule): object =>
  ({ code, title, severity, microsoft, policy, source, ...(evidence ? { evidence } : {}), why, fix: fix ? (fix.safe ? 'safe' : 'unsafe') : 'none' });
