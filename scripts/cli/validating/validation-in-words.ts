/** The line that `start` prints about its model; `validate` shows the findings themselves. */
import { resolve } from 'node:path';
import type { Built } from '../building';
import { catalogue } from '../../validate/catalogue';
import { countOf, validate } from '../../validate/validate';
import type { Ports } from '../ports';
import { counted } from '../../diagnostics/counted';
import { subjectOfModel } from './model-subject';

/** Custom code is left out: whoever starts the environment runs it a second later. */
const codeRunsNext = () => Promise.resolve({ notRun: 'Custom code is about to run.' });

/** "certification profile · no findings" */
export async function validationInWords({ connector, checked }: Pick<Built, 'connector' | 'checked'>, model: string, ports: Ports): Promise<string> {
  const { subject } = await subjectOfModel({ ...checked, connector }, resolve(ports.directory, model), ports, codeRunsNext);
  const { findings } = validate(subject, { profile: 'certification', rules: catalogue });
  // Only a publisher can fill these, and a fork that is played with has none.
  const placeholders = findings.filter(({ rule }) => rule.code === 'publisher-placeholder').length;
  const { error, warning } = countOf(findings.filter(({ rule }) => rule.code !== 'publisher-placeholder'));
  const counts = [...(error > 0 ? [counted(error, 'error')] : []), ...(warning > 0 ? [counted(warning, 'warning')] : []), ...(placeholders > 0 ? [`${counted(placeholders, 'placeholder')} to fill`] : [])];
  return `certification profile · ${counts.join(', ') || 'no findings'}`;
}
