import type { Core } from '../core';
import { dataControls } from './data-controls';
import { jobControls } from './job-controls';
import { serviceControls } from './service-controls';

/** Everything that makes things happen in the stand-in, as typed calls. Each takes one plain object. */
export function createControl(core: Core) {
  return { ...serviceControls(core), ...dataControls(core), ...jobControls(core) };
}

export type Control = ReturnType<typeof createControl>;
