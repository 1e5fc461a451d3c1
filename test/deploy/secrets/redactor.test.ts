import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { DeployError } from '../../../scripts/deploy/deploy-error';
import { Redactor } from '../../../scripts/deploy/secrets/redactor';

/** Every sign that somebody escapes somewhere. */
const secret = 'pl4nted~Secret+with/all="<&\'>%\\ of ümlauts';
const knowing = (...secrets: readonly string[]): Redactor => { const redactor = new Redactor(); for (const each of secrets) redactor.keep(each, 'it'); return redactor; };

describe('the redactor', () => {
  const code = (character: string, capitals: boolean): string => { const hex = character.charCodeAt(0).toString(16).padStart(4, '0'); return `\\u${capitals ? hex.toUpperCase() : hex}`; };
  const forms: Readonly<Record<string, (text: string) => string>> = {
    'as it is': text => text,
    'in JSON': text => JSON.stringify(text).slice(1, -1),
    'in JSON inside of JSON': text => JSON.stringify(JSON.stringify(text)).slice(3, -3),
    'in JSON of PHP, with slashes escaped': text => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
    'in JSON of Python, in ASCII': text => JSON.stringify(text).slice(1, -1).replace(/[^\x20-\x7e]/g, each => code(each, false)),
    'in JSON of .NET': text => JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replace(/["&'+<>`]|[^\x20-\x7e]/g, each => code(each, true)),
    'in JSON of Go': text => JSON.stringify(text).slice(1, -1).replace(/[&<>]/g, each => code(each, false)),
    'percent-encoded': encodeURIComponent,
    'percent-encoded in small letters': text => encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, each => each.toLowerCase()),
    'percent-encoded twice': text => encodeURIComponent(encodeURIComponent(text)),
    'in a form': text => new URLSearchParams({ a: text }).toString().slice(2),
    'in a page': text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
    'in base64': text => Buffer.from(text).toString('base64'),
    'in base64url': text => Buffer.from(text).toString('base64url'),
    'in base64 of UTF-16, as PowerShell makes it': text => Buffer.from(text, 'utf16le').toString('base64'),
    'with lines of its own': text => `${text.slice(0, 12)}\n${text.slice(12)}`,
    'broken by a narrow terminal, with indentation': text => `${text.slice(0, 7)}\r\n      ${text.slice(7)}`,
    'in base64, broken over lines in JSON': text => Buffer.from(text).toString('base64').replace(/(.{20})(?!$)/g, '$1\\r\\n'),
  };
  for (const [name, write] of Object.entries(forms)) {
    it(`hides a secret ${name}`, () => { assert.equal(knowing(secret).redact(`before ${write(secret)} after`), 'before *** after'); });
  }

  it('hides it in the base64 of "id:secret", wherever it begins there', () => {
    const redactor = knowing(secret);
    for (const id of ['', 'a', 'ab', 'abc', 'client-id']) {
      const encoded = Buffer.from(`${id}:${secret}:end`).toString('base64');
      const shown = redactor.redact(`Basic ${encoded}`);
      assert.match(shown, /^Basic [A-Za-z0-9+/]*\*\*\*[A-Za-z0-9+/]*=*$/, id);
      const [before = '', after = ''] = shown.slice('Basic '.length).split('***');
      // What is left decodes to nothing of the secret but the characters that share a group with its neighbours.
      assert.ok(!/nted|cret/.test(`${Buffer.from(before, 'base64').toString('latin1')} ${Buffer.from(after, 'base64').toString('latin1')}`), id);
    }
  });

  it('hides what is left of a secret where a text was cut', () => {
    const redactor = knowing(secret);
    assert.equal(redactor.redact(`it said ${secret.slice(0, 20)}…`), 'it said ***…');
    assert.equal(redactor.redact(`it said ${encodeURIComponent(secret).slice(0, 30)}… and ${secret.slice(0, 6)}…`), 'it said ***… and ***…');
    assert.equal(redactor.redact(`it said ${secret.slice(0, 5)}…, as others do`), `it said ${secret.slice(0, 5)}…, as others do`);
    assert.equal(redactor.redact('nothing of it…'), 'nothing of it…');
  });

  it('hides a secret of several lines whole and line by line', () => {
    const key = '-----BEGIN KEY-----\nline-one-of-it\nline-two-of-it\n-----END KEY-----\n';
    const redactor = knowing(key);
    assert.equal(redactor.redact(`a ${key} b`), 'a *** b');
    assert.deepEqual(['x line-one-of-it', 'line-two-of-it y', 'z'].map(line => redactor.redact(line)), ['x ***', '*** y', 'z']);
  });

  it('hides the longer of two secrets whole, and signs that mean something in patterns', () => {
    assert.equal(knowing('secret', 'secret-longer').redact('secret-longer, secret'), '***, ***');
    assert.equal(knowing('a.b*c+d?[e]').redact('a.b*c+d?[e] and aXb*c+d?[e]'), '*** and aXb*c+d?[e]');
  });

  it('goes through data, names too, and leaves its shape', () => {
    const redactor = knowing('planted');
    const held = redactor.keep('another-one', 'it');
    assert.deepEqual(redactor.redactAll({ planted: ['x planted', 1, null, undefined, true, { deep: 'planted' }], held }), { '***': ['x ***', 1, null, undefined, true, { deep: '***' }], held });
  });

  it('says nothing about texts without secrets, and knows none in the beginning', () => {
    assert.equal(new Redactor().redact('  any\n text… '), '  any\n text… ');
    assert.equal(knowing('planted').redact('  any\n text… \\n '), '  any\n text… \\n ');
  });

  it('takes none that is too short to be told from other text', () => {
    const refusal = (value: string): unknown => { try { knowing(value); } catch (error) { return error instanceof DeployError && [error.code, error.message]; } return 'taken'; };
    assert.deepEqual(refusal('12345'), ['secret-too-short', 'it has fewer than 6 characters, so it can\'t be kept out of what is printed. Put the whole secret there.']);
    assert.deepEqual(refusal(''), ['secret-too-short', 'it has no value, so it can\'t be kept out of what is printed. Put the whole secret there.']);
    assert.equal(refusal('123456'), 'taken');
  });

  it('a secret prints as stars in every way', () => {
    const held = new Redactor().keep('planted', 'the variable A');
    assert.deepEqual([`${held.toString()}`, JSON.stringify({ held }), inspect({ held }), String(held), held.name, held.reveal(), Object.keys(held)], ['***', '{"held":"***"}', '{ held: *** }', '***', 'the variable A', 'planted', ['name']]);
  });

  it('any secret in any of these forms, between any texts', () => {
    const writers = Object.values(forms).filter((_, index) => index < 14);
    fc.assert(fc.property(fc.string({ minLength: 8, maxLength: 40, unit: fc.constantFrom(...'aZ09~+/="<&\'>%\\.-_ü') }), fc.constantFrom(...writers), fc.constantFrom('', 'x ', '{"a":"', 'token='), fc.constantFrom('', ' y', '"}', '&b=c', '…'), (value, write, before, after) => {
      const shown = knowing(value).redact(`${before}${write(value)}${after}`);
      assert.ok(!shown.includes(write(value)), `${write(value)} in ${shown}`);
      assert.ok(shown.includes('***'));
    }), { numRuns: 300 });
  });
});
