import { packageRoot } from './package-root';
import type { Ports } from './ports';

/** The words that begin a command, for commands to copy: in a clone the launcher, in a project the installed program. */
export const howToCall = ({ directory }: Pick<Ports, 'directory'>): string => (directory === packageRoot ? 'node scripts/konektor.js' : 'npx konektor');

const usualStore = '.konektor';

/** What such a command needs besides, where the environment is not in its usual folder. */
export const inStore = (store: string): string => (store === usualStore ? '' : ` --store ${store}`);
