/** A flow exported outside of a solution: the three places that name its connections agree. */
import { isObject, objectAt, type JsonObject, textAt } from '../../../validate/json';
import { found, type FindingKind, type Report } from '../finding-kind';
import type { OpenedFile } from '../opened-file';
import type { LegacyFlowPart } from '../part';
import type { CheckFamily } from './part-check';

export const mapIncomplete: FindingKind = {
  code: 'legacy-flow-map', severity: 'error',
  why: 'The import asks for each connection of the flow by these maps; what they lack it cannot bind.',
};
export const resourceUnknown: FindingKind = { code: 'legacy-flow-resource', severity: 'error', why: 'The import shows what manifest.json lists, and looks there for every id in the maps.' };

export const legacyFlows: CheckFamily = { legacy };

function legacy({ flows, files }: LegacyFlowPart, report: Report): void {
  const manifest = files.find(file => /^manifest\.json$/i.test(file.path));
  const resources = isObject(manifest?.value) ? objectAt(manifest.value, 'resources') : undefined;
  for (const flow of flows) {
    const folder = flow.file.path.slice(0, -flow.file.name.length);
    for (const name of ['connectionsMap.json', 'apisMap.json']) {
      const file = files.find(each => each.path.toLowerCase() === `${folder}${name}`.toLowerCase());
      // A flow without connections is exported without maps.
      if (!file && flow.references.length === 0) continue;
      if (!file) { report(found(mapIncomplete, flow.file.whole(), `Beside the flow "${flow.name}" there is no ${name}.`, 'Export the flow again.')); continue; }
      if (isObject(file.value)) map(file, file.value, flow.references.map(({ key }) => key), resources, report);
    }
  }
}

function map(file: OpenedFile, value: JsonObject, wanted: readonly string[], resources: JsonObject | undefined, report: Report): void {
  for (const key of wanted) {
    const id = textAt(value, key);
    if (id === undefined) report(found(mapIncomplete, file.whole(), `${file.name} lacks the connection "${key}" of the flow.`, 'Export the flow again.'));
    else if (resources && !objectAt(resources, id)) {
      report(found(resourceUnknown, file.at(`/${key}`),
        `The resource ${id} of the connection "${key}" is not in manifest.json.`,
        'Export the flow again.'));
    }
  }
}
