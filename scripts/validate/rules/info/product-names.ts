/** Names of Microsoft's products that a connector must not adorn itself with; Power BI is not among them. */

const three = /\b(?:power ?apps?|power ?automate|logic ?apps?)\b/i;
const others = /\b(?:power ?platform|power ?pages|power virtual agents|copilot studio|microsoft flow|ms flow)\b/i;

/** The first of Power Apps, Power Automate and Logic Apps that a text names, as it is written there. */
export const hostProductIn = (text: string): string | undefined => three.exec(text)?.[0];

/** The first other product of the Power Platform that a text names, as it is written there. */
export const otherProductIn = (text: string): string | undefined => others.exec(text)?.[0];
