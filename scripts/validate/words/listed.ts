/** Names as a sentence lists them: a, b and c. Beyond `most` of them only their number is said: a, b and 7 more. */
export function listed(names: readonly string[], last: 'and' | 'or' = 'and', most = Infinity): string {
  if (names.length > most) return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} ${last} ${names[names.length - 1] ?? ''}` : names.join('');
}
