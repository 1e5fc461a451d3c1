import { documentOf, subjectOf, type Example } from '../../examples/example';
import { smallDefinition, smallProperties, smallReadme } from '../../examples/small-connector';
import { always } from '../../profile';
import { rule } from '../../rule';

/** One megabyte, as the platform counts it. */
const LARGEST = 1_048_576;

export const fileSize = rule<{ bytes: number }>({
  code: 'file-size-1mb',
  title: 'A file is smaller than 1 MB',
  severity: always('error'),
  source: 'certification submission; frequently asked questions about custom connectors',
  evidence: { certified: 99.8, recent: 100, independent: 100, applicable: 619 },
  why: 'The platform takes files below 1 MB (1,048,576 bytes) only.',
  page: 'Most of a large definition is usually repeated schemas. Put what occurs more than once below `definitions` and refer to it; leave out operations that nobody will call from a flow.',
  says: ({ bytes }) => ({
    what: `The file has ${bytes.toLocaleString('en-US')} bytes; the limit is ${LARGEST.toLocaleString('en-US')}.`,
    todo: 'Move repeated schemas below definitions, and leave out what no flow needs.',
  }),
  examples: () => ({
    good: [ofSize(LARGEST - 1)],
    bad: [{ example: ofSize(LARGEST), at: ['whole'] }],
  }),
  check: ({ report }) => ({
    document({ file, bytes }, part) {
      if (bytes >= LARGEST) report({ part, file, whole: true }, { bytes });
    },
  }),
});

const ofSize = (bytes: number): Example => ({
  shown: `apiDefinition.swagger.json with ${bytes.toLocaleString('en-US')} bytes`, language: 'text', base: '',
  subject: { ...subjectOf({ properties: smallProperties(), readme: smallReadme }), definition: { ...documentOf('apiDefinition.swagger.json', smallDefinition()), bytes } },
});
