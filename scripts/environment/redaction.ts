/** Shorter values are too common in addresses and texts to be told from chance, and no secrets. */
const shortestSecret = 6;

/** Replaces the given secrets, also where they stand percent-encoded. For everything that is shown or recorded. */
export function redacted(text: string, secrets: readonly string[]): string {
  let result = text;
  for (const secret of secrets) {
    if (secret.length < shortestSecret) continue;
    for (const form of new Set([secret, encodeURIComponent(secret)])) result = result.replaceAll(form, '***');
  }
  return result;
}
