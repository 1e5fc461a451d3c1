import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Transpile = (code: string, file: string) => string;
interface Keeping { readonly root: string; readonly folder: string; readonly fingerprint: string; readonly transpile: Transpile }
// Plain JavaScript, because it loads the TypeScript; it has no types of its own.
const { keepingTranspiler } = require('../../scripts/kept-javascript.js') as { readonly keepingTranspiler: (keeping: Keeping) => Transpile };

describe('JavaScript kept for the next process', () => {
  let root: string;
  let folder: string;
  let made: string[];
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'konektor-kept-'));
    folder = join(root, 'node_modules', '.cache');
    made = [];
  });
  afterEach(() => { rmSync(root, { recursive: true, force: true }); });

  /** A process of its own: it knows only what is in the folder. Says whether it made the JavaScript. */
  function asked(code: string, file = join(root, 'part', 'one.ts'), fingerprint = 'as today'): { readonly javascript: string; readonly isMade: boolean } {
    const before = made.length;
    const javascript = keepingTranspiler({ root, folder, fingerprint, transpile: (text, of) => { made.push(of); return `// é ${fingerprint} ${text}`; } })(code, file);
    return { javascript, isMade: made.length > before };
  }
  const keptFile = (): string => join(folder, 'part+one.ts.js');

  it('is made once and read after', () => {
    assert.deepEqual([asked('a'), asked('a'), readdirSync(folder)], [{ javascript: '// é as today a', isMade: true }, { javascript: '// é as today a', isMade: false }, ['part+one.ts.js']]);
  });

  it('is made again when the source or the transpiler is another, in the same place', () => {
    asked('a');
    assert.deepEqual([asked('b'), asked('b'), asked('b', undefined, 'as tomorrow')], [
      { javascript: '// é as today b', isMade: true }, { javascript: '// é as today b', isMade: false }, { javascript: '// é as tomorrow b', isMade: true },
    ]);
    assert.deepEqual(readdirSync(folder), ['part+one.ts.js']);
  });

  const damages: readonly (readonly [what: string, damage: () => void])[] = [
    ['cut off', () => { truncateSync(keptFile(), 10); }],
    ['empty', () => { truncateSync(keptFile(), 0); }],
    ['changed by a character', () => { writeFileSync(keptFile(), readFileSync(keptFile(), 'utf8').replace('é', 'e')); }],
    ['put in the place of another', () => { asked('a', join(root, 'two.ts')); writeFileSync(keptFile(), readFileSync(join(folder, 'two.ts.js'))); }],
  ];
  for (const [what, damage] of damages) {
    it(`is made again when it was ${what}`, () => {
      asked('a');
      damage();
      assert.deepEqual([asked('a'), asked('a')], [{ javascript: '// é as today a', isMade: true }, { javascript: '// é as today a', isMade: false }]);
    });
  }

  it('is not kept for files outside, such as an author\'s model', () => {
    const outside = join(tmpdir(), 'elsewhere.ts');
    assert.deepEqual([asked('a', outside).isMade, asked('a', outside).isMade, asked('a', `${root}-beside/one.ts`).isMade], [true, true, true]);
    assert.deepEqual(readdirSync(root), []);
  });

  it('is made every time where nothing can be kept', () => {
    mkdirSync(join(root, 'node_modules'));
    writeFileSync(folder, 'A file stands where the folder should be.');
    assert.deepEqual([asked('a'), asked('a')], [{ javascript: '// é as today a', isMade: true }, { javascript: '// é as today a', isMade: true }]);
  });

  it('leaves nothing unfinished behind where it can\'t be put in its place', () => {
    mkdirSync(keptFile(), { recursive: true }); // a folder of that name: the last step fails
    assert.deepEqual([asked('a').javascript, readdirSync(folder)], ['// é as today a', ['part+one.ts.js']]);
  });
});
