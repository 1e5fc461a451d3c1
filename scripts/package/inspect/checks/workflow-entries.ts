/** Entries of flows against their files. */
import { childText, elementsOf, attributeOf, firstOf } from '../../xml/xml-element';
import { found, type FindingKind, type Report } from '../finding-kind';
import { placeOfElement, type InspectedSolution, type InspectedWorkflow } from '../inspected-solution';
import type { CheckFamily, Surroundings } from './part-check';

export const flowUnreadable: FindingKind = { code: 'flow-unreadable', severity: 'error', why: 'The platform cannot make a flow of a file without a definition.', policy: ['5000.1.1.15'] };
export const fileOfOther: FindingKind = {
  code: 'flow-file-id', severity: 'error',
  why: 'The platform names the file of a flow after its id. A name with another id belongs to another flow, and the reviewers compare them.',
  policy: ['5000.1.1.15'],
};
export const namesDiffer: FindingKind = {
  code: 'flow-names-differ', severity: 'warning',
  why: 'Both are the name that makers see; after an import one of them is lost.',
  policy: ['5000.1.1.15'],
};
export const fileNameless: FindingKind = {
  code: 'flow-file-unnamed', severity: 'error',
  why: 'A cloud flow is kept in a file, and without its name the import has no definition.',
  policy: ['5000.1.1.15'],
};
export const flowOn: FindingKind = {
  code: 'flow-on', severity: 'information',
  why: 'A flow that is shipped on starts at import, where its connection references may not be bound yet; then the import of the flow fails.',
};
export const triggerCount: FindingKind = { code: 'flow-trigger-count', severity: 'error', why: 'A cloud flow has exactly one trigger.' };

export const workflowEntries: CheckFamily = { solution };

function solution({ workflows, fileAt }: InspectedSolution, report: Report, { certifies }: Surroundings): void {
  for (const workflow of workflows) {
    if (!workflow.isCloudFlow) continue;
    const path = childText(workflow.element, 'JsonFileName');
    if (!path) { report(found(fileNameless, placeOfElement(workflow), `The flow "${workflow.name}" has no <JsonFileName>.`, 'Name its file: /Workflows/<name>-<ID in capitals>.json.')); continue; }
    const file = fileAt(path);
    if (file?.isReadable && !workflow.flow) report(found(flowUnreadable, file.whole(), `The file of the flow "${workflow.name}" holds no definition with a trigger.`, 'Export the flow again.'));
    idInName(workflow, path, report);
    nameAgain(workflow, report);
    if (workflow.flow && workflow.flow.triggers.length !== 1) {
      report(found(triggerCount, workflow.flow.file.at('/properties/definition/triggers'),
        `The flow "${workflow.name}" has ${workflow.flow.triggers.length} triggers.`,
        'Give it one trigger.'));
    }
    if (workflow.isOn && workflow.flow?.references.length !== 0) {
      report(found(flowOn, workflow.file.line((firstOf(workflow.element, 'StateCode') ?? workflow.element).line),
        `The flow "${workflow.name}" is shipped switched on.`,
        certifies ? 'Nothing, if the reviewers are to see it run; else switch it off before you export.' : 'Switch it off before you export, and on after its references are bound.'));
    }
  }
}

function idInName({ workflowId, name, file, element }: InspectedWorkflow, path: string, report: Report): void {
  const [, id] = /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.json$/i.exec(path) ?? [];
  if (id?.toLowerCase() === workflowId) return;
  report(found(fileOfOther, file.line((firstOf(element, 'JsonFileName') ?? element).line),
    `The file of the flow "${name}" is named ${path}, and the flow's id is ${workflowId}.`,
    `Let the file's name end in -${workflowId.toUpperCase()}.json.`));
}

function nameAgain({ name, file, element }: InspectedWorkflow, report: Report): void {
  const names = elementsOf(firstOf(element, 'LocalizedNames'), 'LocalizedName');
  if (names.length === 0 || names.some(each => attributeOf(each, 'description') === name)) return;
  report(found(namesDiffer, file.line(names[0]?.line), `The flow is called "${name}", and none of its localized names is that.`, 'Write the same name in both places.'));
}
