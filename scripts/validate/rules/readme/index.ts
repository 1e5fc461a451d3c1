import type { Rule } from '../../rule';
import { introBeginning, introSections } from './intro.rule';
import { readmeOauth, readmePresent, readmeSections } from './readme.rule';

export const readmeRules: readonly Rule[] = [
  readmePresent,
  readmeSections,
  readmeOauth,
  introSections,
  introBeginning,
];
