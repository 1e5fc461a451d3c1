import { chunk, pngOf, smallBrandColour, smallIcon, withIcon } from '../../examples/icon';
import { textAt } from '../../json';
import { whenIndependent, whenVerified } from '../../profile';
import { rule, type TextPlace } from '../../rule';
import type { SubjectBytes } from '../../subject';
import { readIcon, type Colour, type Icon } from './png';

const wholeFile = ({ file }: SubjectBytes): TextPlace => ({ part: 'icon', file, whole: true });

export const iconPresent = rule<null>({
  code: 'icon-present',
  title: 'A connector for certification has an icon',
  severity: whenVerified('warning'),
  policy: ['5000.1.1.1'],
  source: 'certification submission',
  why: 'A verified publisher\'s package contains the icon, and is refused without it.',
  page: 'In Microsoft\'s public repository of connectors there are no icons beside the definitions, so this is only a warning.',
  says: () => ({ what: 'There is no icon beside the definition.', todo: 'Add icon.png, for a model assets/icon.png beside it: square, 100 to 230 pixels wide, the logo on a background in the brand colour.' }),
  examples: () => ({
    good: [withIcon('a connector with icon.png', smallIcon().bytes)],
    bad: [{ example: withIcon('a connector without icon.png', undefined), at: ['whole'] }],
  }),
  check: ({ report }) => ({
    end({ whole, icon, definition }) { if (whole && !icon && definition) report({ part: 'definition', file: definition.file, whole: true }, null); },
  }),
});

export const iconPng = rule<{ readonly what: string }>({
  code: 'icon-png',
  title: 'The icon is a PNG',
  severity: whenVerified('error'),
  policy: ['5000.2.1.3'],
  source: 'certification submission',
  why: 'A submission with another format is refused, and a damaged picture is not shown at all.',
  says: ({ what }) => ({ what: `The icon is ${what}.`, todo: 'Save it as a PNG with a drawing program; changing the file\'s name is not enough.' }),
  examples: () => ({
    good: [withIcon('a PNG', smallIcon().bytes)],
    bad: [
      { example: withIcon('a JPEG', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)), at: ['whole'] },
      { example: withIcon('half of a PNG', smallIcon().bytes.subarray(0, 60)), at: ['whole'] },
      { example: withIcon('an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'icon.png'), at: ['whole'] },
    ],
  }),
  check: ({ report }) => ({
    icon(icon) {
      const read = readIcon(icon.bytes);
      if (read.kind !== 'png') report(wholeFile(icon), { what: read.kind === 'other' ? `${read.what}, not a PNG` : `a damaged PNG: ${read.what}` });
    },
  }),
});

/** Bounds of the certification policy, in pixels and bytes. */
const SMALLEST = 100;
const LARGEST = 230;
const LARGEST_FILE = 1_048_576;

export const iconSize = rule<{ readonly width: number; readonly height: number; readonly bytes: number }>({
  code: 'icon-size',
  title: 'The icon is square, 100 to 230 pixels wide, and smaller than 1 MB',
  severity: whenVerified('error'),
  policy: ['5000.2.1.2', '5000.2.1.4'],
  source: 'certification policy, certification submission',
  why: 'The icon is shown in several sizes: one that is not square is distorted, one that is too small is blurred. A submission with such an icon is refused.',
  says: ({ width, height, bytes }) => (bytes >= LARGEST_FILE
    ? { what: `The icon's file has ${bytes.toLocaleString('en-US')} bytes.`, todo: 'Save it smaller than 1,048,576 bytes; an icon needs a few thousand.' }
    : { what: `The icon has ${width} by ${height} pixels.`, todo: 'Save it square, between 100 and 230 pixels wide.' }),
  examples: () => ({
    good: [withIcon('160 by 160 pixels', smallIcon().bytes), withIcon('230 by 230 pixels', pngOf({ width: 230, height: 230, background: smallBrandColour })), withIcon('100 by 100 pixels', pngOf({ width: 100, height: 100, background: smallBrandColour }))],
    bad: [
      { example: withIcon('160 by 100 pixels', pngOf({ width: 160, height: 100, background: smallBrandColour })), at: ['whole'] },
      { example: withIcon('64 by 64 pixels', pngOf({ width: 64, height: 64, background: smallBrandColour })), at: ['whole'] },
      { example: withIcon('231 by 231 pixels', pngOf({ width: 231, height: 231, background: smallBrandColour })), at: ['whole'] },
      { example: withIcon('a file of more than 1 MB', Buffer.concat([smallIcon().bytes.subarray(0, 33), chunk('tEXt', Buffer.alloc(LARGEST_FILE)), smallIcon().bytes.subarray(33)])), at: ['whole'] },
    ],
  }),
  check: ({ report }) => ({
    icon(icon) {
      const read = readIcon(icon.bytes);
      if (read.kind !== 'png') return;
      const { width, height } = read;
      if (width !== height || width < SMALLEST || width > LARGEST || icon.bytes.length >= LARGEST_FILE) report(wholeFile(icon), { width, height, bytes: icon.bytes.length });
    },
  }),
});

/** How far a corner may be from the brand colour in each of its parts: pictures are scaled and their colours converted. */
const TOLERANCE = 24;

type Background =
  | { readonly problem: 'transparent' | 'white' | 'wizard' }
  | { readonly problem: 'other'; readonly color: string; readonly brand: string }
  | { readonly problem: 'undecided'; readonly why: string };

export const iconBackground = rule<Background>({
  code: 'icon-background',
  title: 'The icon has an opaque background in the brand colour',
  severity: whenVerified('error'),
  policy: ['5000.2.1.5'],
  source: 'certification policy, certification submission',
  why: 'Icons are shown on backgrounds of several colours; a transparent or white one disappears there, and reviewers refuse it.',
  page: 'The rule looks at the four corners of the picture, so rounded corners count as transparent. It can\'t look into interlaced pictures, and says nothing about them.',
  says: finding => {
    switch (finding.problem) {
      case 'transparent': return { what: 'The icon is transparent in its corners.', todo: 'Fill the background with the brand colour, corners included.' };
      case 'white': return { what: 'The background of the icon is white.', todo: 'Fill it with the brand colour, and give the logo another one.' };
      case 'wizard': return { what: 'The background of the icon is #007ee5, the colour that the wizard gives to every connector.', todo: 'Fill it with the colour of your brand.' };
      case 'other': return { what: `The background of the icon is ${finding.color}, and iconBrandColor is ${finding.brand}.`, todo: 'Make both the same.' };
      case 'undecided': return { what: `Whether the icon has a background can't be decided: ${finding.why}.`, todo: 'Save it as a plain PNG, without interlacing.' };
    }
  },
  examples: () => ({
    good: [withIcon('a logo on #da3b01, the brand colour', smallIcon().bytes), withIcon('an alpha channel in which everything is opaque', pngOf({ background: smallBrandColour }))],
    bad: [
      { example: withIcon('a transparent background', pngOf({ background: [0, 0, 0, 0], logo: smallBrandColour })), at: ['whole'] },
      { example: withIcon('a white background', pngOf({ background: [255, 255, 255], logo: smallBrandColour, withoutAlpha: true })), at: ['whole'] },
      { example: withIcon('a background of another colour', pngOf({ background: [0, 0x69, 0x5c] })), at: ['whole'] },
      { example: withIcon('the background of the wizard', pngOf({ background: [0, 0x7e, 0xe5] })), at: ['whole'] },
    ],
  }),
  check: ({ report, properties }) => ({
    icon(icon) {
      const found = backgroundProblem(readIcon(icon.bytes), textAt(properties?.properties, 'iconBrandColor'));
      if (found) report(wholeFile(icon), found);
    },
  }),
});

function backgroundProblem(icon: Icon, brand: string | undefined): Background | undefined {
  if (icon.kind !== 'png') return undefined;
  if (!icon.corners) return icon.hasAlpha ? { problem: 'undecided', why: icon.undecided ?? 'its pixels are unknown' } : undefined;
  const { corners } = icon;
  if (corners.some(({ alpha }) => alpha < 255)) return { problem: 'transparent' };
  const isLike = (colour: Colour, hexadecimal: string, tolerance: number): boolean => {
    const wanted = parseInt(hexadecimal.slice(1), 16);
    return Math.abs(colour.red - (wanted >> 16)) <= tolerance && Math.abs(colour.green - ((wanted >> 8) & 255)) <= tolerance && Math.abs(colour.blue - (wanted & 255)) <= tolerance;
  };
  if (corners.every(corner => isLike(corner, '#ffffff', 0))) return { problem: 'white' };
  if (corners.every(corner => isLike(corner, '#007ee5', 0))) return { problem: 'wizard' };
  const other = brand !== undefined && /^#[0-9a-f]{6}$/i.test(brand) ? corners.find(corner => !isLike(corner, brand, TOLERANCE)) : undefined;
  return other && brand !== undefined ? { problem: 'other', color: hexadecimalOf(other), brand } : undefined;
}

const hexadecimalOf = ({ red, green, blue }: Colour): string => `#${[red, green, blue].map(part => part.toString(16).padStart(2, '0')).join('')}`;

export const iconIpNone = rule<null>({
  code: 'icon-ip-none',
  title: 'A connector of an independent publisher has no icon of its own',
  severity: whenIndependent('error'),
  source: 'pull request template of the connector repository',
  evidence: { certified: 98.2, recent: 95.3, independent: 100, applicable: 619 },
  why: 'Connectors of the Independent Publisher program get an icon from Microsoft, so that nobody takes them for the work of the service\'s owner.',
  says: () => ({ what: 'There is an icon in the folder.', todo: 'Do not submit it with the connector.' }),
  examples: () => ({
    good: [withIcon('a connector without icon', undefined)],
    bad: [{ example: withIcon('a connector with icon.png', smallIcon().bytes), at: ['whole'] }],
  }),
  check: ({ report }) => ({ icon(icon) { report(wholeFile(icon), null); } }),
});
