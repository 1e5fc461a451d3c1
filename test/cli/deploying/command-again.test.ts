import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { commandAgain } from '../../../scripts/cli/deploying/command-again';

describe('a command to be given again', () => {
  it('has the options that were given, several values as several options', () => {
    assert.equal(commandAgain('npx konektor', 'deploy', { environment: 'test', only: undefined, packages: '../out', connection: ['c1', 'teams=c2'] }), 'npx konektor deploy --environment test --packages ../out --connection c1 --connection teams=c2');
    assert.equal(commandAgain('node scripts/konektor.js', 'rollback', {}), 'node scripts/konektor.js rollback');
  });

  it('means the same words in a shell', function () {
    if (process.platform === 'win32') this.skip();
    const given = ["my folder's $(packages)", '', '*', '"'];
    const command = commandAgain(`${process.execPath} -p "JSON.stringify(process.argv.slice(1))" --`, 'deploy', { packages: given });
    assert.deepEqual(JSON.parse(execFileSync('sh', ['-c', command], { encoding: 'utf8' })), ['deploy', ...given.flatMap(each => ['--packages', each])]);
  });
});
