/** Examples about custom code: a script beside the small connector, with what the compiler says of it. */
import type { Example } from '../../examples/example';
import { smallDefinition, smallProperties } from '../../examples/small-connector';
import { connectorWith } from '../../examples/whole-connector';
import type { JsonObject } from '../../json';
import type { ScriptAnalysis, ScriptMention, SubjectScript } from '../../subject';

/** Parts of an analysis that differ from those of a flawless script. `test/validate/rules-script.test.ts` holds them against the compiler. */
export type Facts = Partial<ScriptAnalysis>;

/** What the compiler says of a script with nothing to say about. */
export const flawless: ScriptAnalysis = {
  diagnostics: [], classes: [{ name: 'Script', executes: true }], namespaceBlocks: [], directives: [], usings: [], forbidden: [], httpClients: [],
  synchronousWaits: [], operationIds: [], clockReads: [], cultureDependent: [], queryPrinting: [], ambiguousFormatting: [],
};

/** A script with this body; its first line is line 5, and begins in column 9. */
export const scriptWith = (body: string, before = ''): string => [
  ...(before === '' ? [] : [before]),
  'public class Script : ScriptBase', '{', '    public override async Task<HttpResponseMessage> ExecuteAsync()', '    {',
  ...body.split('\n').map(line => `        ${line}`),
  '    }', '}', '',
].join('\n');

/** The last line of a script that passes the request on. */
export const passOn = 'return await Context.SendAsync(Context.Request, CancellationToken);';

export const scriptOf = (text: string, facts: Facts = {}, file = 'script.csx'): SubjectScript =>
  ({ file, text, bytes: Buffer.byteLength(text), generated: false, analysis: { ...flawless, ...facts } });

/** The small connector with this script. */
export const withScript = (text: string, facts: Facts = {}): Example => connectorWith(text, { scripts: [scriptOf(text, facts)] }, 'csharp');

export const mention = (name: string, line: number, column: number): ScriptMention => ({ name, line, column });

/** The small definition with a second operation, ListVisits. */
export function definitionOfTwo(): JsonObject {
  const small = smallDefinition();
  return { ...small, paths: { ...small.paths, '/visits': { get: { ...small.paths['/items'].get, operationId: 'ListVisits' } } } };
}

/** The small properties with a list of operations that go through the script. */
export const propertiesWith = (scriptOperations: readonly string[]): JsonObject => ({ properties: { ...smallProperties().properties, scriptOperations } });
