import assert from 'node:assert/strict';
import { packageFile } from '../../../scripts/package/package-file';
import { environmentVariablesOf } from '../../../scripts/package/solution/views';

describe('environment variables of a solution', () => {
  const folder = 'environmentvariabledefinitions/pet_Greeting';
  const definition = packageFile(`${folder}/environmentvariabledefinition.xml`, '<environmentvariabledefinition schemaname="pet_Greeting"><defaultvalue>Hello</defaultvalue><displayname default="Greeting"><label description="Greeting" languagecode="1033" /></displayname><type>100000000</type></environmentvariabledefinition>');
  const values = (text: string, path = `${folder}/environmentvariablevalues.json`) => [definition, packageFile(path, text)];
  const file = (value: unknown) => JSON.stringify({ environmentvariablevalues: { environmentvariablevalue: value } });

  const cases: readonly (readonly [what: string, files: ReturnType<typeof values>, value: string | undefined])[] = [
    ['no value', [definition], undefined], ['a value', values(file({ '@environmentvariablevalueid': 'ca077984-1e70-4e11-9ae7-0022489fd9dd', iscustomizable: '1', value: 'Moin' })), 'Moin'],
    ['a list of values', values(file([{ value: 'Moin' }, { value: 'Servus' }])), 'Moin'], ['a byte-order mark', values(`\ufeff${file({ value: 'Moin' })}`), 'Moin'],
    ['an empty one', values(file({ value: '' })), undefined], ['no JSON', values('{'), undefined], ['another shape', values('[1]'), undefined],
    ['the value of another variable', values(file({ value: 'Moin' }), 'environmentvariabledefinitions/pet_Other/environmentvariablevalues.json'), undefined],
  ];
  for (const [what, files, value] of cases) it(`${what}: ${value}`, async () => assert.deepEqual(await environmentVariablesOf({ files }), [
    { schemaName: 'pet_Greeting', displayName: 'Greeting', description: '', type: '100000000', defaultValue: 'Hello', ...(value === undefined ? {} : { value }) },
  ]));
});
