import { connectorWith } from '../../examples/whole-connector';
import { always } from '../../profile';
import { rule } from '../../rule';

export const definitionPresent = rule<null>({
  code: 'definition-present',
  title: 'A connector folder has a definition',
  severity: always('error'),
  policy: ['5000.1.1.3'],
  source: 'certification policy',
  why: 'The definition says what the connector can do. Without it there is nothing to import and nothing to review.',
  page: 'It is looked for as `apiDefinition.swagger.json` (capital letters do not matter; `.yaml` will do), and failing that under any name that ends with `.swagger.json`.',
  says: () => ({ what: 'There is no definition in this folder.', todo: 'Add apiDefinition.swagger.json, and look for a misspelt file name first.' }),
  examples: () => ({
    good: [connectorWith('apiDefinition.swagger.json and apiProperties.json', { folder: true }), connectorWith('apiProperties.json, checked alone', { definition: undefined })],
    bad: [{ example: connectorWith('apiProperties.json and readme.md', { folder: true, definition: undefined }), at: ['whole'] }],
  }),
  check: ({ report }) => ({
    end({ name, folder, definition }) {
      if (folder === true && !definition) report({ part: 'definition', file: name, whole: true }, null);
    },
  }),
});
