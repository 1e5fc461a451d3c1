import { fail } from '../flow-expression-error';
import { doubleOf, type FlowNumber } from '../flow-value';
import { separatorsOf } from './read-number';

/**
 * A number in a numeric format of .NET: C, D, E, F, N, P, X with digits, or a custom one of 0, #, a comma, a point,
 * a percent sign, texts and up to three sections. Throws FunctionFault for what is no format.
 * Source: .NET, "Standard numeric format strings" and "Custom numeric format strings".
 */
export function formatNumber(number: FlowNumber, format: string, locale = 'en-US'): string {
  const marks = separatorsOf(locale);
  const standard = /^([A-Za-z])(\d{0,2})$/.exec(format);
  if (!standard) return customText(number, format, marks);
  const [, letter = '', digits = ''] = standard;
  return standardText(number, letter.toUpperCase(), digits === '' ? undefined : Number(digits), marks, locale, format);
}

interface Marks { readonly group: string; readonly decimal: string }

function standardText(number: FlowNumber, letter: string, digits: number | undefined, marks: Marks, locale: string, format: string): string {
  const value = doubleOf(number);
  const minus = value < 0 ? '-' : '';
  switch (letter) {
    case 'F': return signed(minus, plainText(number, digits ?? 2, marks, false));
    case 'N': return signed(minus, plainText(number, digits ?? 2, marks, true));
    case 'P': return signed(minus, `${plainText(value * 100, digits ?? 2, marks, true)}%`);
    case 'C':
      if (!/^en-us$/i.test(locale)) fail(`The format "${format}" is known here for en-US alone. Write it out instead, such as '#,##0.00 kr'.`);
      return signed(minus, `$${plainText(number, digits ?? 2, marks, true)}`);
    case 'D':
      if (!Number.isInteger(value)) fail(`The format "${format}" is for whole numbers, but it is ${value}.`);
      return minus + absoluteDigits(number).padStart(digits ?? 1, '0');
    case 'X':
      if (!Number.isInteger(value) || value < 0) fail(`The format "${format}" is for whole numbers from 0 on, but it is ${value}.`);
      return (format.startsWith('X') ? BigInt(value).toString(16).toUpperCase() : BigInt(value).toString(16)).padStart(digits ?? 1, '0');
    case 'E': {
      const [mantissa = '', exponent = ''] = Math.abs(value).toExponential(digits ?? 6).split('e');
      return `${minus}${mantissa.replace('.', marks.decimal)}${format[0]}${exponent[0]}${exponent.slice(1).padStart(3, '0')}`;
    }
    case 'G': return String(digits ? Number(value.toPrecision(digits)) : value).replace('.', marks.decimal);
    default: return fail(`There is no number format "${format}".`);
  }
}

/** A text that says zero has no minus. */
const signed = (minus: string, text: string): string => /[1-9]/.test(text) ? minus + text : text;
const absoluteDigits = (number: FlowNumber): string => typeof number === 'bigint' ? String(number < 0n ? -number : number) : String(BigInt(Math.abs(doubleOf(number))));

/** The absolute value with so many decimals, halves rounded away from zero by what the number is written as. */
function plainText(number: FlowNumber, decimals: number, { group, decimal }: Marks, grouped: boolean): string {
  const [whole = '0', fraction = ''] = roundedText(number, decimals).split('.');
  const written = grouped ? whole.replace(/\B(?=(\d{3})+$)/g, group) : whole;
  return fraction === '' ? written : `${written}${decimal}${fraction}`;
}

/** Rounds the digits as they are written, because 1.005 is less than it seems: .NET rounds 15 digits, and so does this. */
export function roundedText(number: FlowNumber, decimals: number): string {
  if (typeof number === 'bigint') return decimals > 0 ? `${absoluteDigits(number)}.${'0'.repeat(decimals)}` : absoluteDigits(number);
  const value = Math.abs(doubleOf(number));
  if (Number.isInteger(value)) return decimals > 0 ? `${BigInt(value)}.${'0'.repeat(decimals)}` : String(BigInt(value));
  const [mantissa = '0', exponent = '0'] = value.toExponential(14).split('e');
  const digits = mantissa.replace('.', '');
  const point = Number(exponent) + 1;
  const all = (point > 0 ? digits : '0'.repeat(1 - point) + digits).padEnd(Math.max(point, 1) + decimals + 1, '0');
  const at = Math.max(point, 1);
  const kept = BigInt(all.slice(0, at + decimals) || '0') + (Number(all[at + decimals] ?? '0') >= 5 ? 1n : 0n);
  const text = String(kept).padStart(decimals + 1, '0');
  return decimals > 0 ? `${text.slice(0, -decimals)}.${text.slice(-decimals)}` : text;
}

type Piece = { readonly kind: 'digit'; readonly required: boolean } | { readonly kind: 'point' | 'comma' } | { readonly kind: 'text' | 'percent'; readonly text: string };

/** The section for positive, negative or zero values; a value that the format rounds to zero counts as zero. */
function customText(number: FlowNumber, format: string, marks: Marks): string {
  const [positive = '', negative = '', zero = positive] = sectionsOf(format);
  const value = doubleOf(number);
  const own = value < 0 && negative !== '' ? negative : positive;
  const text = value === 0 ? undefined : sectionText(number, piecesOf(own), marks);
  if (text === undefined || isZeroText(number, own)) return sectionText(0, piecesOf(zero), marks);
  return value < 0 && negative === '' ? `-${text}` : text;
}

function isZeroText(number: FlowNumber, section: string): boolean {
  const digits = piecesOf(section).filter(piece => piece.kind !== 'text');
  return !/[1-9]/.test(sectionText(number, digits, { group: ',', decimal: '.' }));
}

function sectionText(number: FlowNumber, pieces: readonly Piece[], marks: Marks): string {
  const point = pieces.findIndex(piece => piece.kind === 'point');
  const [before, after] = point < 0 ? [pieces, []] : [pieces.slice(0, point), pieces.slice(point + 1)];
  const isDigit = (piece: Piece): boolean => piece.kind === 'digit';
  const percent = pieces.some(piece => piece.kind === 'percent');
  const lastDigit = before.findLastIndex(isDigit);
  const grouped = before.some((piece, at) => piece.kind === 'comma' && at < lastDigit && before.slice(0, at).some(isDigit));
  const thousands = before.filter((piece, at) => piece.kind === 'comma' && at > lastDigit && lastDigit >= 0).length;
  const scaled: FlowNumber = percent || thousands > 0 ? doubleOf(number) * (percent ? 100 : 1) / 1000 ** thousands : number;
  const [whole = '0', fraction = ''] = roundedText(scaled, after.filter(isDigit).length).split('.');
  return wholeText(before, whole === '0' ? '' : whole, grouped, marks.group) + fractionText(after, fraction, marks.decimal);
}

/** Fills the places before the point from the right; digits that have no place of their own stand before the first one. */
function wholeText(pieces: readonly Piece[], digits: string, grouped: boolean, group: string): string {
  const places = pieces.filter(piece => piece.kind === 'digit').length;
  const firstRequired = pieces.filter(piece => piece.kind === 'digit').findIndex(piece => piece.kind === 'digit' && piece.required);
  const required = firstRequired < 0 ? 0 : places - firstRequired;
  const all = digits.padStart(required, '0');
  const written = (from: number, to: number): string => {
    let text = '';
    for (let at = from; at < to; at += 1) text += all[at]! + (grouped && at < all.length - 1 && (all.length - 1 - at) % 3 === 0 ? group : ''); // at is inside
    return text;
  };
  let place = places;
  let text = '';
  for (const piece of pieces) {
    if ('text' in piece) text += piece.text;
    if (piece.kind !== 'digit') continue;
    const at = all.length - place;
    if (place === places && at > 0) text += written(0, at);
    if (at >= 0) text += written(at, at + 1);
    place -= 1;
  }
  return text;
}

function fractionText(pieces: readonly Piece[], digits: string, decimal: string): string {
  const places = pieces.filter(piece => piece.kind === 'digit');
  const lastRequired = places.findLastIndex(piece => piece.kind === 'digit' && piece.required);
  const shown = Math.max(lastRequired + 1, digits.replace(/0+$/, '').length);
  let at = 0;
  let text = shown > 0 ? decimal : '';
  for (const piece of pieces) {
    if ('text' in piece) text += piece.text;
    if (piece.kind === 'digit') text += at < shown ? digits[at++] ?? '' : '';
  }
  return text;
}

/** The sections of a custom format, which semicolons part, except in quotes. */
function sectionsOf(format: string): readonly string[] {
  const sections = [''];
  for (const [token] of format.matchAll(TOKENS)) {
    if (token === ';') sections.push('');
    else sections[sections.length - 1] += token;
  }
  return sections;
}

/** Texts in quotes, escaped characters, and everything else one by one. */
const TOKENS = /'[^']*'?|"[^"]*"?|\\.|./gs;

function piecesOf(section: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let hasPoint = false;
  for (const [token] of section.matchAll(TOKENS)) {
    if (token === '0' || token === '#') pieces.push({ kind: 'digit', required: token === '0' });
    else if (token === ',') pieces.push({ kind: 'comma' });
    else if (token === '.') { if (!hasPoint) pieces.push({ kind: 'point' }); hasPoint = true; }
    else if (token.startsWith('\\')) pieces.push({ kind: 'text', text: token.slice(1) });
    else if (/^['"]/.test(token)) pieces.push({ kind: 'text', text: token.replace(/^(['"])(.*?)\1?$/s, '$2') });
    else pieces.push({ kind: token === '%' ? 'percent' : 'text', text: token });
  }
  return pieces;
}
