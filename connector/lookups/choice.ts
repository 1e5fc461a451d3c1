import { choose, record, sentence, text, type Condition, type TextExpression } from 'konektor';

/** One entry of a drop-down: what travels, and what people see. */
export const Choice = record({
  id: text({ title: 'ID', description: 'The value that the parameter takes.' }),
  title: text({ title: 'Title', description: 'The name that people choose it by.' }),
});

/** The title of something that may be switched off: people should not choose it without knowing. */
export const titleUnless = (inactive: Condition, title: TextExpression<'present'>): TextExpression<'present'> =>
  choose(inactive, sentence`${title} (inactive)`, title);
