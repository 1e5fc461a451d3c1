const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'', nbsp: ' ', ndash: '–', mdash: '—', hellip: '…', euro: '€', copy: '©', middot: '·', bull: '•', rarr: '→' };

/**
 * The text of HTML as a person would read it: a line a paragraph, list item or table row, the address behind a link. Scripts,
 * styles and comments are left out, as are control characters, which would steer a terminal.
 */
export function textOfHtml(html: string): string {
  const text = html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(script|style|head|title)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<pre\b[^>]*>([\s\S]*?)<\/pre\s*>/gi, (_, lines: string) => `<p>${lines.trim().replace(/\r?\n/g, '<br>')}</p>`)
    .replace(/\s+/g, ' ')
    .replace(/<a\b[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>([\s\S]*?)<\/a\s*>/gi, (_, double: string | undefined, single: string | undefined, inner: string) => linkText(inner, double ?? single ?? ''))
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<li\b[^>]*>/gi, '\n• ')
    .replace(/<\/t[dh]\s*>\s*(?=<t[dh]\b)/gi, '  ')
    .replace(/<\/?(?:p|div|h[1-6]|ul|ol|table|tr|blockquote|section|hr)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '');
  return decoded(text)
    .replace(/[^\P{C}\n]/gu, '')
    .split('\n').map(line => line.trim()).filter(line => line !== '').join('\n');
}

function linkText(inner: string, address: string): string {
  const words = inner.replace(/<[^>]*>/g, '').trim();
  return words === '' || words === address ? address : `${words} (${address})`;
}

function decoded(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
