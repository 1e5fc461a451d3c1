import { equal } from 'node:assert/strict';
import { urlNamespace, uuidV5 } from '../../scripts/generate/uuid-v5';

describe('uuidV5', () => {
  it('gives the example of RFC 9562', () => equal(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com'), '2ed6657d-e927-568b-95e1-2665a8aea6a2'));
  it('tells namespaces and names apart, letters beyond ASCII too', () => {
    equal(new Set([uuidV5(urlNamespace, 'a'), uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'a'), uuidV5(urlNamespace, 'A'), uuidV5(urlNamespace, 'ä')]).size, 4);
  });
});
