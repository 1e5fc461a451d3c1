// GitHub's own parser of workflows is an ES module alone; it runs in a process of its own and prints what it finds as JSON.
import { readFileSync } from 'node:fs';
import { register } from 'node:module';

// It imports its schemas as plain JSON, which Node takes only with an attribute.
register(`data:text/javascript,${encodeURIComponent(`export function load(url, context, next) {
  return next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context);
}`)}`);
const { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } = await import('@actions/workflow-parser');

const trace = new NoOperationTraceWriter();
const found = {};
for (const file of process.argv.slice(2)) {
  const { context, value } = parseWorkflow({ name: file, content: readFileSync(file, 'utf8') }, trace);
  const errors = context.errors.getErrors().map(error => error.message);
  const template = value ? await convertWorkflowTemplate(context, value) : { errors: [] };
  found[file] = [...new Set([...errors, ...(template.errors ?? []).map(error => error.Message)])];
}
process.stdout.write(JSON.stringify(found));
