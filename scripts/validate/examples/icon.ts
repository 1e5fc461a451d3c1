/** Examples about icons: small PNG files, made here so that none has to be kept. */
import { crc32, deflateSync } from 'node:zlib';
import type { SubjectBytes } from '../subject';
import { subjectOf, type Example } from './example';
import { smallDefinition, smallProperties, smallReadme } from './small-connector';

export type Colour = readonly [red: number, green: number, blue: number, alpha?: number];

export interface IconDescription {
  readonly width?: number;
  readonly height?: number;
  readonly background: Colour;
  /** A square in the middle, as a logo would stand there. */
  readonly logo?: Colour;
  /** Written without an alpha channel. */
  readonly withoutAlpha?: boolean;
}

/** A PNG with a plain background, 160 pixels wide and high unless said otherwise. */
export function pngOf({ width = 160, height = 160, background, logo, withoutAlpha = false }: IconDescription): Uint8Array {
  const channels = withoutAlpha ? 3 : 4;
  const pixel = ([red, green, blue, alpha = 255]: Colour): readonly number[] => [red, green, blue, alpha].slice(0, channels);
  const rows = Buffer.alloc(height * (1 + width * channels)); // each row begins with its filter, 0: none
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isLogo = logo !== undefined && Math.abs(x - width / 2) < width / 4 && Math.abs(y - height / 2) < height / 4;
      rows.set(pixel(isLogo ? logo : background), y * (1 + width * channels) + 1 + x * channels);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, withoutAlpha ? 2 : 6, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from(pngSignature), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

/** The eight bytes that every PNG begins with. */
const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** One chunk of a PNG with its length and checksum. */
export function chunk(type: string, data: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, checksum]);
}

/** The brand colour of the small connector, #da3b01, as a pixel. */
export const smallBrandColour: Colour = [0xda, 0x3b, 0x01];

/** An icon that no rule has anything to say about. */
export const smallIcon = (): SubjectBytes => ({ file: 'icon.png', bytes: pngOf({ background: smallBrandColour, logo: [255, 255, 255], withoutAlpha: true }) });

/** A connector with this icon, or with none; `shown` says what the icon is like. */
export const withIcon = (shown: string, bytes: Uint8Array | undefined, file = 'icon.png'): Example => ({
  shown, language: 'text', base: '',
  subject: subjectOf({ definition: smallDefinition(), properties: smallProperties(), readme: smallReadme, ...(bytes ? { icon: { file, bytes } } : {}) }),
});
