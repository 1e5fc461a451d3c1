import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { findProgram } from '../../../scripts/cli/deploying/find-program';

const file = process.platform === 'win32' ? 'pac.exe' : 'pac';

describe('a program on the path', () => {
  let folder: string;
  let before: string;
  beforeEach(() => {
    before = process.cwd();
    folder = mkdtempSync(join(tmpdir(), 'konektor-find-'));
    for (const name of ['first', 'second', 'work']) { mkdirSync(join(folder, name)); writeFileSync(join(folder, name, file), ''); }
    mkdirSync(join(folder, 'folders', file), { recursive: true });
    process.chdir(join(folder, 'work'));
  });
  afterEach(() => { process.chdir(before); rmSync(folder, { recursive: true, force: true }); });

  it('is the first one, by its full path; a folder of that name is none', () => {
    assert.equal(findProgram('pac', [join(folder, 'none'), join(folder, 'folders'), join(folder, 'second'), join(folder, 'first')].join(delimiter)), join(folder, 'second', file));
    assert.equal(findProgram('pac', join(folder, 'none')), undefined);
    assert.equal(findProgram('other', join(folder, 'first')), undefined);
  });

  it('is never one of the working folder, or of a folder that is named from there', () => {
    for (const path of ['', '.', `.${delimiter}`, delimiter, './', '../first', relative(process.cwd(), join(folder, 'first'))]) assert.equal(findProgram('pac', path), undefined, JSON.stringify(path));
  });
});
