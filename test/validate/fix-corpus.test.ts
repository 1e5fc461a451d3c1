/** Every fix of the catalogue on published connectors: what can be mended is mended, and stays readable. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { connectorFolders } from '../../scripts/cli/validating/connector-files';
import { folderSubject } from '../../scripts/cli/validating/file-subject';
import { editsOf } from '../../scripts/cli/validating/fixing-edits';
import { fixedFiles } from '../../scripts/cli/validating/fixing-files';
import { processPorts } from '../../scripts/cli/process-ports';
import { knownFindings, withoutKnown } from '../../scripts/validate/baseline';
import { catalogue } from '../../scripts/validate/catalogue';
import type { Finding } from '../../scripts/validate/rule';
import type { Subject } from '../../scripts/validate/subject';
import { validate } from '../../scripts/validate/validate';

const corpus = resolve(__dirname, '..', '..', '..', 'shared', 'corpus');
/** One connector of so many is looked at. */
const STEP = 12;

describe('published connectors', function () {
  this.timeout(60000);
  const { files } = processPorts();
  const findingsOf = (subject: Subject): readonly Finding[] => validate(subject, { profile: 'certification', rules: catalogue }).findings;
  const subjects = (): Promise<readonly Subject[]> => Promise.all(connectorFolders(corpus, files).filter((_, position) => position % STEP === 0)
    .map(folder => folderSubject(folder, files, () => Promise.resolve({ notRun: 'Custom code is left out here.' }))));
  before(function () {
    if (!existsSync(corpus)) {
      console.log('      skipped: there are no published connectors at ../shared/corpus');
      this.skip();
    }
  });

  it('have after --fix-unsafe no finding left that has a fix, and documents that are read as well as before', async () => {
    let fixed = 0;
    for (const subject of await subjects()) {
      const name = relative(corpus, subject.name);
      const result = fixedFiles({ subject, diagnostics: [] }, findingsOf, { unsafe: true });
      fixed += result.fixed;
      assert.deepEqual(result.byHand.filter(each => editsOf(each, result.collected.subject, true)).map(each => each.rule.code), [], name);
      for (const part of ['definition', 'properties'] as const) {
        const [before, after] = [subject[part], result.collected.subject[part]];
        assert.ok((after?.damage.length ?? 0) <= (before?.damage.length ?? 0), `${name} ${part}`);
        if (after?.syntax === 'json' && after.damage.length === 0) assert.deepEqual(JSON.parse(after.text!), after.value);
      }
    }
    assert.ok(fixed > 100, `${fixed} findings were mended`);
  });

  it('have nothing new beside a baseline of their own', async () => {
    for (const subject of await subjects()) {
      const findings = findingsOf(subject);
      assert.deepEqual(withoutKnown(findings, subject, knownFindings(findings, subject)), []);
    }
  });
});
