/** True for a whole web address: http or https, a host, no blanks in it. Blanks around it are forgiven. */
export const isWebAddress = (text: string): boolean => /^https?:\/\/[^\s/?#]+(?:[/?#]\S*)?$/i.test(text.trim());
