import { itemsAt, member } from '../../json';
import { always, platformThen } from '../../profile';
import { rule } from '../../rule';
import { inProperties } from '../../examples/example';
import { connectorWith } from '../../examples/whole-connector';
import { brief } from '../../words/brief';
import { definitionOfTwo, passOn, propertiesWith, scriptOf, scriptWith } from './script-example';
import { wholeScript } from './script-places';

export const scriptOperations = rule<{ readonly operationId: string }>({
  code: 'script-operations',
  title: 'scriptOperations names operations of the definition',
  severity: platformThen('warning', 'error'),
  source: 'paconn documentation',
  evidence: { certified: 94.1, recent: 89.5, independent: 100, applicable: 34 },
  why: 'The list says which operations are sent through the script. An id that no operation has does nothing, and the operation that was meant bypasses the script.',
  says: ({ operationId }) => ({
    what: `The list scriptOperations names "${brief(operationId)}", and the definition has no operation of that id.`,
    todo: 'Write the id exactly as the definition has it, or remove it from the list.',
  }),
  examples: () => ({
    good: [inProperties({ scriptOperations: ['ListItems'] }), inProperties({ scriptOperations: [] })],
    bad: [{ example: inProperties({ scriptOperations: ['ListItems', 'listitems'] }), at: ['/scriptOperations/1'] }],
  }),
  check: ({ report, definition }) => ({
    properties({ properties, spot }) {
      if (!definition || !Object.hasOwn(properties, 'scriptOperations')) return;
      itemsAt(properties, 'scriptOperations').forEach((each, position) => {
        if (typeof each === 'string' && !definition.operation(each)) report(spot.at('scriptOperations', position), { operationId: each });
      });
    },
  }),
});

export const scriptMissing = rule<{ readonly operations: number }>({
  code: 'script-missing',
  title: 'A connector with scriptOperations has a script',
  severity: always('warning'),
  source: 'paconn documentation',
  evidence: { certified: 87.5, recent: 83.3, independent: 94.7, applicable: 40 },
  why: 'A deployment uploads code only if the file is there. Without it, code that the connector had before is removed, and the list of operations does nothing.',
  says: ({ operations }) => ({
    what: operations === 0 ? 'There is the key scriptOperations, but no script.csx.' : `The list scriptOperations sends ${operations === 1 ? 'an operation' : `${operations} operations`} through a script, but there is no script.csx.`,
    todo: 'Put script.csx beside the definition, or remove scriptOperations.',
  }),
  examples: () => {
    const properties = propertiesWith(['ListItems']);
    return {
      good: [connectorWith('apiDefinition.swagger.json\napiProperties.json with scriptOperations\nscript.csx', { properties, scripts: [scriptOf(scriptWith(passOn))] }), connectorWith('apiProperties.json with scriptOperations, checked alone', { properties, definition: undefined, whole: false })],
      bad: [{ example: connectorWith('apiDefinition.swagger.json\napiProperties.json with scriptOperations', { properties }), at: ['/properties/scriptOperations'] }],
    };
  },
  check: ({ report, subject }) => ({
    properties({ properties, spot }) {
      if (subject.whole && subject.scripts.length === 0 && Object.hasOwn(properties, 'scriptOperations')) report(spot.at('scriptOperations'), { operations: itemsAt(properties, 'scriptOperations').length });
    },
  }),
});

export const scriptAllOperations = rule<{ readonly operations: number }>({
  code: 'script-all-operations',
  title: 'scriptOperations says which operations the script is for',
  severity: always('information'),
  source: 'paconn documentation, seen in published connectors',
  why: 'Without the list, or with an empty one, every operation is sent through the script. That takes time, and can break operations that the script was not written for.',
  says: ({ operations }) => ({
    what: `Nothing says which operations the script is for, so all ${operations} are sent through it.`,
    todo: 'List those that need it in "scriptOperations" of apiProperties.json; leave it as it is if all do.',
  }),
  examples: () => {
    const definition = definitionOfTwo();
    const scripts = [scriptOf(scriptWith(passOn))];
    return {
      good: [connectorWith('"scriptOperations": ["ListItems"]\n\nscript.csx', { definition, scripts, properties: propertiesWith(['ListItems']) }), connectorWith('script.csx, one operation', { scripts })],
      bad: [{ example: connectorWith('"scriptOperations": []\n\nscript.csx', { definition, scripts, properties: propertiesWith([]) }), at: ['whole'] }],
    };
  },
  check: ({ report, definition, properties }) => ({
    end({ scripts: [script] }) {
      const operations = definition?.operations.length ?? 0;
      if (!script || !properties || operations < 2) return;
      const list = member(properties.properties, 'scriptOperations');
      if (list === undefined || (Array.isArray(list) && list.length === 0)) report(wholeScript(script), { operations });
    },
  }),
});
