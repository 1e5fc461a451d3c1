import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { redacted } from '../../../scripts/environment/connections/redaction';
import { escaped } from '../../../scripts/environment/sign-in/sign-in-pages';

const encodings: readonly ((text: string) => string)[] = [
  text => text, encodeURIComponent, text => encodeURIComponent(text).replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16)}`), text => encodeURIComponent(text).toLowerCase(),
  text => new URLSearchParams({ v: text }).toString().slice(2), text => JSON.stringify(text).slice(1, -1), escaped, text => text.replace(/[&<>"']/g, character => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&apos;' })[character] ?? ''),
];

describe('redaction', () => {
  it('finds a secret in every encoding, and in encodings of encodings', () => {
    // Lower-casing an address changes letters of the secret, too; what was lower-case stays findable.
    const secrets = fc.string({ unit: fc.oneof(fc.constantFrom(...'abc019 "\'&<>%+=/\\?#{}[]()*.$^|~-_!@:;,ü\n'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }).filter(unit => Buffer.from(unit, 'utf8').toString('utf8') === unit && unit === unit.toLowerCase())), minLength: 6, maxLength: 20 });
    fc.assert(fc.property(secrets.filter(secret => [...secret].length > 5), fc.array(fc.constantFrom(...encodings), { maxLength: 4 }), (secret, path) => {
      assert.equal(redacted(`a ${path.reduce((text, encode) => encode(text), secret)} z`, [secret]), 'a *** z');
    }), { numRuns: 1_000 });
  });

  it('finds one in base64, alone and as user and password', () => {
    assert.deepEqual([
      redacted(Buffer.from('a-secret-ü').toString('base64'), ['a-secret-ü']), redacted(`x.${Buffer.from('a-secret-ü').toString('base64url')}.y`, ['a-secret-ü']), redacted(`Basic ${Buffer.from('user:pass').toString('base64')}`, [Buffer.from('user:pass').toString('base64')]),
    ], ['***', 'x.***.y', 'Basic ***']);
  });

  it('hides exactly what stands for it', () => {
    const secret = 'k "1" & ü%';
    assert.deepEqual([`?a=1&key=${encodeURIComponent(secret)}&b=2%20`, `{"said":${JSON.stringify(JSON.stringify({ key: secret }))},"b":"\\n"}`, `<p title="${escaped(secret)}">&amp;</p>`].map(text => redacted(text, [secret])), [
      '?a=1&key=***&b=2%20', '{"said":"{\\"key\\":\\"***\\"}","b":"\\n"}', '<p title="***">&amp;</p>',
    ]);
  });

  it('leaves no rest of a secret that holds another', () => {
    assert.equal(redacted('it is secret-two here', ['secret', 'secret-two']), 'it is *** here');
  });

  it('leaves text alone that holds none, and what is too short to be one', () => {
    assert.deepEqual([redacted('abc12 and %25', ['abc12', 'other-secret']), redacted('', ['a-secret']), redacted('a secret', ['a-secret'])], ['abc12 and %25', '', 'a secret']);
  });

  it('reads a long text with many secrets in little time, also one that is made to be slow', function () {
    this.timeout(60_000); // it takes a hundredth of that; time that grew with the square of the length would take hours
    const secrets = Array.from({ length: 50 }, (_, index) => `secret & number "${index}"`);
    const text = `${'%25'.repeat(100_000)} ${'\\'.repeat(100_000)} ${'&amp;'.repeat(50_000)} ${'secret &amp;'.repeat(20_000)}`;
    assert.equal(redacted(text, [...secrets, '%%%%%%', '\\\\\\\\\\\\', '&&&&&&']).includes('number'), false);
  });
});
