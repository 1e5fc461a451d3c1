/** Keeping in konektor.yaml what a probe found, so that start and invoke play that tenant. */
import { isMap, isScalar, parseDocument, type Document } from 'yaml';

const comment = ' How the platform behaves where no document says it, as konektor doctor --probe found it in a tenant.';

/** The text of konektor.yaml with these assumptions, comments and all else kept; '' stands for a file that is still to be made. */
export function withAssumptions(text: string, values: Readonly<Record<string, string | number>>): string {
  const document: Document = parseDocument(text);
  if (!isMap(document.contents)) document.contents = document.createNode({});
  const isNew = !document.has('assumptions');
  for (const [name, value] of Object.entries(values)) document.setIn(['assumptions', name], value);
  if (isNew) noteAbove(document);
  return document.toString({ lineWidth: 0 });
}

function noteAbove(document: Document): void {
  const pair = isMap(document.contents) ? document.contents.items.find(({ key }) => key === 'assumptions' || (isScalar(key) && key.value === 'assumptions')) : undefined;
  if (!pair) return;
  // setIn makes the key a plain text, which can't carry a comment.
  const key = document.createNode('assumptions');
  key.commentBefore = comment;
  key.spaceBefore = true;
  pair.key = key;
}
