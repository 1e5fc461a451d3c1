import assert from 'node:assert/strict';
import { parseArguments } from '../../scripts/cli/arguments';
import { UserError } from '../../scripts/cli/user-error';

describe('the words of the command line', () => {
  const start = { once: false, fresh: false, verbose: false, port: 4280, speed: 1, assumptions: { given: {}, asked: false }, store: '.konektor', out: 'dist', model: 'connector/index.ts', format: 'text' };
  const good: readonly (readonly [words: string, parsed: object])[] = [
    ['build', { command: 'build', options: { check: false, model: 'connector/index.ts', out: undefined, locale: undefined, format: 'text' }, positionals: [] }],
    ['build --check --model=a.ts --out b', { command: 'build', options: { check: true, model: 'a.ts', out: 'b', locale: undefined, format: 'text' }, positionals: [] }],
    ['start --once --port 0 --speed 2.5 --assumptions a=1,b=2 --assumptions c=x=y', { command: 'start', options: { ...start, once: true, port: 0, speed: 2.5, assumptions: { given: { a: '1', b: '2', c: 'x=y' }, asked: false } }, positionals: [] }],
    ['start --assumptions', { command: 'start', options: { ...start, assumptions: { given: {}, asked: true } }, positionals: [] }],
    ['start --assumptions --once --assumptions a=1', { command: 'start', options: { ...start, once: true, assumptions: { given: { a: '1' }, asked: true } }, positionals: [] }],
    ['invoke GetThing --input in.json', { command: 'invoke', options: { input: 'in.json', value: {}, connection: undefined, trace: false, store: '.konektor', model: 'connector/index.ts', format: 'text' }, positionals: ['GetThing'] }],
    ['flow on digest --variable to=a@x.example,b@x.example --variable n=1', { command: 'flow', options: { body: undefined, input: {}, connection: {}, variable: { to: 'a@x.example,b@x.example', n: '1' }, store: '.konektor', format: 'text' }, positionals: ['on', 'digest'] }],
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
    ['flow offf digest', '"konektor flow" can\'t "offf". Did you mean "off"? <action> is one of: list, show, on, off, run.'],
    ['flow', '"konektor flow" needs <action>: What to do. More: konektor help flow'],
    ['flow on digest --variable to', '--variable needs a name and a value, such as --variable name=value, and "to" was given.'],
    ['invoke', '"konektor invoke" needs <operationId>: The operation to call. More: konektor help invoke'],
  ];
  for (const [words, message] of bad) it(`refuses "${words}"`, () => { assert.throws(() => parseArguments(words.split(' ')), new UserError(message)); });
});
