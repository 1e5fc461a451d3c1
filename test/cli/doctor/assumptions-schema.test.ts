import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { assumptionTable } from '../../../scripts/environment';
import { schemaFile } from '../../../scripts/schema-validators/schema-names';

it('the schema of konektor.yaml knows exactly the assumptions of the environment, with their choices', () => {
  const schema = JSON.parse(readFileSync(schemaFile('konektor'), 'utf8')) as { properties: { assumptions: { properties: Record<string, { enum: unknown }>; additionalProperties: boolean } } }; // our own file
  const { properties, additionalProperties } = schema.properties.assumptions;
  assert.deepEqual(Object.entries(properties).map(([name, { enum: choices }]) => [name, choices]), Object.entries(assumptionTable).map(([name, { choices }]) => [name, choices]));
  assert.equal(additionalProperties, false);
});
