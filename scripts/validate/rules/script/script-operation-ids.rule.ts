import { itemsAt } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { connectorWith } from '../../examples/whole-connector';
import type { DefinitionIndex } from '../../walk/definition-index';
import { brief } from '../../words/brief';
import { definitionOfTwo, mention, passOn, propertiesWith, scriptOf, scriptWith, withScript } from './script-example';
import { analysisOf, placeIn } from './script-places';

const comparison = (operationId: string): string => scriptWith(`if (Context.OperationId == "${operationId}")\n{\n    Context.Request.Headers.Add("Prefer", "newest");\n}\n${passOn}`);
const compared = (operationId: string) => ({ operationIds: [mention(operationId, 5, 36)] });

export const scriptOperationIds = rule<{ readonly operationId: string }>({
  code: 'script-operation-ids',
  title: 'The operationIds in the script exist in the definition',
  severity: always('warning'),
  source: 'seen in published connectors',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 22 },
  why: 'Code for an operation that the definition does not have never runs. Most often the operation got another id, and the code was forgotten.',
  page: 'The rule finds comparisons of `Context.OperationId` by `==`, `Equals`, `switch` and patterns, and look-ups of it in dictionaries and lists, also through variables and methods. It ignores capital letters, because scripts often change them before they compare, and accepts an id in base64.',
  says: ({ operationId }) => ({
    what: `The script compares with the operationId "${brief(operationId)}", and the definition has no operation of that id.`,
    todo: 'Write the id as the definition has it, or remove the code.',
  }),
  needs: 'scriptAnalysis',
  examples: () => ({
    good: [withScript(comparison('ListItems'), compared('ListItems'))],
    bad: [{ example: withScript(comparison('ListAllItems'), compared('ListAllItems')), at: ['5:36'] }],
  }),
  check: ({ report, definition }) => {
    let known: ReadonlySet<string> | undefined;
    return {
      script(script) {
        if (!definition || definition.operations.length === 0) return;
        known ??= lowerCaseIds(definition);
        for (const each of analysisOf(script)?.operationIds ?? []) if (!isKnown(known, each.name)) report(placeIn(script, each), { operationId: each.name });
      },
    };
  },
});

export const scriptOperationsHandled = rule<{ readonly operationId: string }>({
  code: 'script-operations-handled',
  title: 'A script that tells operations apart knows all that are sent through it',
  severity: always('information'),
  source: 'seen in published connectors',
  why: 'The list scriptOperations sends this operation through the script, but the script does not mention it: it is treated like all unknown ones, perhaps with an error.',
  says: ({ operationId }) => ({
    what: `The script tells operations apart by their ids, but "${brief(operationId)}" is not among those that it mentions.`,
    todo: 'See what the script does with operations that it does not know; handle this one, or remove it from scriptOperations.',
  }),
  needs: 'scriptAnalysis',
  examples: () => {
    const led = (scriptOperations: readonly string[], operationIds: ReturnType<typeof mention>[]) => connectorWith(
      `"scriptOperations": ${JSON.stringify(scriptOperations)}\n\n${comparison('ListItems')}`,
      { definition: definitionOfTwo(), properties: propertiesWith(scriptOperations), scripts: [scriptOf(comparison('ListItems'), { operationIds })] },
    );
    const ids = compared('ListItems').operationIds;
    return {
      good: [led(['ListItems'], ids), led([], ids)],
      bad: [{ example: led(['ListItems', 'ListVisits'], ids), at: ['/properties/scriptOperations/1'] }],
    };
  },
  check: ({ report, definition, properties }) => ({
    script(script) {
      const mentioned = analysisOf(script)?.operationIds ?? [];
      if (!properties || !definition || mentioned.length === 0) return;
      const names = new Set(mentioned.flatMap(({ name }) => [name.toLowerCase(), decoded(name).toLowerCase()]));
      const list = itemsAt(properties.properties, 'scriptOperations');
      // A script that mentions none of them tells them apart in another way than by their ids.
      if (!list.some(each => typeof each === 'string' && names.has(each.toLowerCase()))) return;
      list.forEach((each, position) => {
        if (typeof each === 'string' && definition.operation(each) && !names.has(each.toLowerCase())) report(properties.spot.at('scriptOperations', position), { operationId: each });
      });
    },
  }),
});

const lowerCaseIds = ({ operations }: DefinitionIndex): ReadonlySet<string> => new Set(operations.flatMap(({ operationId }) => (operationId === undefined ? [] : [operationId.toLowerCase()])));

const isKnown = (known: ReadonlySet<string>, name: string): boolean => known.has(name.toLowerCase()) || known.has(decoded(name).toLowerCase());

/** Of a text in base64 what it stands for; of others something that is no operation id. */
const decoded = (text: string): string => Buffer.from(text, 'base64').toString('utf8');
