import assert from 'node:assert/strict';
import { authorProject, connectorModule, plainAction } from './author-project';

interface Told { readonly code: string; readonly file?: string; readonly what: string }

/** The findings about placeholders, and the line in which `package` counts them. */
function placeholders(yaml: string): { readonly found: readonly (readonly [file: string | undefined, what: string])[]; readonly counted: string | undefined } {
  const project = authorProject({ 'connector/index.ts': connectorModule(plainAction('GetThing', '/thing')), 'konektor.yaml': yaml });
  try {
    const { connectors } = JSON.parse(project.konektor('validate', '--format', 'json').out) as { readonly connectors: readonly { readonly findings: readonly Told[] }[] }; // the documented form
    return {
      found: connectors.flatMap(({ findings }) => findings).filter(({ code }) => code === 'publisher-placeholder').map(({ file, what }) => [file, what] as const),
      counted: project.konektor('package').error.split('\n').find(each => each.includes('in konektor.yaml:')),
    };
  } finally {
    project.remove();
  }
}

const one = {
  found: [['konektor.yaml', 'The value of publisher is a placeholder: "Placeholder Publisher".']],
  counted: '1 placeholder in konektor.yaml: replace it before you publish or deploy.',
};

describe('a publisher that konektor.yaml does not name', () => {
  it('is one placeholder, and not one a value', () => {
    assert.deepEqual(placeholders(''), one);
    assert.deepEqual(placeholders('rules:\n  icon-present:\n    severity: off\n    reason: It has none yet.\n'), one);
  });
});
