import assert from 'node:assert/strict';
import { parseArguments } from '../../scripts/cli/arguments';
import { UserError } from '../../scripts/cli/user-error';

describe('the words of the command line', () => {
  const good: readonly (readonly [words: string, parsed: object])[] = [
    ['build', { command: 'build', options: { check: false, model: 'connector/index.ts', out: undefined, locale: undefined, format: 'text' }, positionals: [] }],
    ['build --check --model=a.ts --out b', { command: 'build', options: { check: true, model: 'a.ts', out: 'b', locale: undefined, format: 'text' }, positionals: [] }],
    ['start --once --port 0 --speed 2.5 --assumptions a=1,b=2 --assumptions c=x=y', { command: 'start', options: { once: true, port: 0, speed: 2.5, assumptions: { a: '1', b: '2', c: 'x=y' }, out: 'dist', model: 'connector/index.ts', format: 'text' }, positionals: [] }],
    ['invoke GetThing --input in.json', { command: 'invoke', options: { input: 'in.json', connection: undefined, model: 'connector/index.ts', format: 'text' }, positionals: ['GetThing'] }],
    ['', { command: 'help', options: { markdown: false }, positionals: [] }],
    ['--help', { command: 'help', options: { markdown: false }, positionals: [] }],
    ['build --help', { command: 'help', options: { markdown: false }, positionals: ['build'] }],
    ['--version', { command: 'version', options: {}, positionals: [] }],
  ];
  for (const [words, parsed] of good) it(`understands "${words}"`, () => { assert.deepEqual(parseArguments(words === '' ? [] : words.split(' ')), parsed); });

  const bad: readonly (readonly [words: string, message: string])[] = [
    ['biuld', 'There is no command "biuld". Did you mean "build"? All commands: konektor help'],
    ['transmogrify', 'There is no command "transmogrify". All commands: konektor help'],
    ['build --chekc', '"konektor build" has no option --chekc. Did you mean "--check"? Its options: konektor help build'],
    ['build -x', '"konektor build" has no option -x. Its options: konektor help build'],
    ['build --out', '--out needs a value: --out <folder>'],
    ['build --out --check', '--out needs a value: --out <folder>'],
    ['build --check=yes', '--check takes no value, and "yes" was given.'],
    ['build --out a --out b', '--out was given 2 times; it has one value.'],
    ['build --format jsn', '--format can\'t be "jsn". Did you mean "json"? It is one of: text, json.'],
    ['build everything', '"konektor build" does not know what to do with "everything". More: konektor help build'],
    ['start --port many', '--port needs a whole number of 0 or more, and "many" was given.'],
    ['start --port 1.5', '--port needs a whole number of 0 or more, and "1.5" was given.'],
    ['start --speed=-1', '--speed needs a number of 0 or more, and "-1" was given.'],
    ['start --assumptions reset', '--assumptions needs a name and a value, such as --assumptions name=value, and "reset" was given.'],
    ['invoke', '"konektor invoke" needs <operationId>: The operation to call. More: konektor help invoke'],
  ];
  for (const [words, message] of bad) it(`refuses "${words}"`, () => { assert.throws(() => parseArguments(words.split(' ')), new UserError(message)); });
});
