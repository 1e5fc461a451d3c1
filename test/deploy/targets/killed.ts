import type { DeployPorts } from '../../../scripts/deploy/ports';

/** Where a process dies: right before it sends a request, or right after the other side has carried it out. */
export interface Death { readonly atWrite: number; readonly when: 'before' | 'after' }

/** From its death on, nothing that the process sends arrives. Only requests that change something are counted. */
export function dyingHttp(http: DeployPorts['http'], { atWrite, when }: Death): { readonly http: DeployPorts['http']; readonly hasDied: () => boolean } {
  let [writes, dead] = [0, false];
  return {
    hasDied: () => dead,
    http: async (address, request) => {
      const isWrite = request.method !== 'GET' && !address.includes('/oauth2/');
      if (isWrite && !dead) writes++;
      if (isWrite && writes === atWrite && when === 'before') dead = true;
      if (dead) throw new TypeError('fetch failed: the process is dead');
      const answer = await http(address, request);
      if (isWrite && writes === atWrite) { dead = true; throw new TypeError('fetch failed: the process is dead'); }
      return answer;
    },
  };
}
