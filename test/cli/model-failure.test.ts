import assert from 'node:assert/strict';
import { join } from 'node:path';
import { thrownByModel } from '../../scripts/cli/model-failure';
import { packageRoot } from '../../scripts/cli/package-root';

describe('where a model failed', () => {
  const place = (...frames: readonly string[]): unknown => thrownByModel(Object.assign(new Error('no'), { stack: ['Error: no', ...frames.map(frame => `    at load (${frame})`)].join('\n') }), join(packageRoot, 'index.ts')).where;
  const toolchain = `${join(packageRoot, 'scripts', 'cli', 'model-loading.ts')}:40:24`;

  it('is never a line of the toolchain, even where that lies below the model', () => {
    assert.deepEqual(place(toolchain), { kind: 'file', file: join(packageRoot, 'index.ts') });
  });
  it('is the first line of the author', () => {
    assert.deepEqual(place(toolchain, `${join(packageRoot, 'pets.ts')}:3:5`, `${join(packageRoot, 'index.ts')}:1:1`), { kind: 'file', file: join(packageRoot, 'pets.ts'), line: 3, column: 5 });
  });
});
